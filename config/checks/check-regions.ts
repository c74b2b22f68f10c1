import { splitArn } from "@palisade/engine/perimeter/arn-pattern";
import { isOfPartition, type Partition } from "../fields/partition";
import { regionProblem } from "../fields/region";
import { partitionOf, readRegionName } from "../fields/regions";
import type { PlacedBucket } from "../sections/perimeters";
import type { FileDraft } from "../sections/registry";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";
import type { YamlPath } from "../yaml/yaml-source";

/** Partitions share nothing, so one configuration stays in one of them; and a region that is not in the list may be a misspelling. */
export function checkRegions(draft: FileDraft, buckets: readonly PlacedBucket[], faults: Faults): void {
  const { region: home, partition: given } = draft;
  const partition = home === undefined ? undefined : partitionOf(home);
  if (given !== undefined && partition !== undefined && given !== partition) {
    const text = `not the partition of region ${home}, got {got}, expected ${partition}, fix: leave partition out`;
    faults.add(["partition"], text);
  }
  for (const { region, at } of regionsIn(draft, buckets)) checkRegion(region, at, partition, faults);
  checkKey(draft, partition, faults);
  checkTrail(draft, partition, faults);
}

interface PlacedRegion {
  readonly region: string;
  readonly at: YamlPath;
}

/** Every region that the file writes as such. The schema has refused those that no partition could have. */
function regionsIn(draft: FileDraft, buckets: readonly PlacedBucket[]): readonly PlacedRegion[] {
  const { region: home = "", state, hunting } = draft;
  const hunted = typeof hunting === "object" ? present(hunting.regions ?? []) : [];
  const placed = [
    { region: home, at: ["region"] },
    { region: state?.region ?? "", at: ["state", "region"] },
    // A bucket without a region of its own has the home region.
    ...buckets.map(({ bucket, at }) => ({
      region: bucket.region === home ? "" : bucket.region,
      at: [...at, "region"],
    })),
    ...hunted.map(({ value, index }) => ({ region: value, at: ["hunting", "regions", index] })),
  ];
  return placed.filter(({ region }) => region !== "");
}

function checkRegion(region: string, at: YamlPath, partition: Partition | undefined, faults: Faults): void {
  if (partition !== undefined && partitionOf(region) !== partition) {
    const text = `in another partition, got {got}, expected a region of ${partition}, fix: use a configuration of its own`;
    faults.add(at, text);
    return;
  }
  const read = readRegionName(region);
  if (read.kind !== "possible") return;
  const fix = read.nearest === undefined ? "correct it" : `write ${read.nearest} if that is meant`;
  const text = `not a region that Palisade knows, got {got}, expected one such as ${read.nearest ?? "eu-central-1"}, fix: ${fix}, or leave it if AWS opened this region lately`;
  faults.warn(at, text);
}

/** Queue, topic and table can only use a key of their own region. */
function checkKey({ kms, region }: FileDraft, partition: Partition | undefined, faults: Faults): void {
  if (!kms?.startsWith("arn:") || !isOfPartition(kms, ["kms"], partition, faults)) return;
  if (region === undefined || splitArn(kms)?.[3] === region) return;
  faults.add(
    ["kms"],
    `a key of another region, got {got}, expected one of ${region}, fix: name a key of the home region`,
  );
}

/** An organization's trail may be at home in another region. */
function checkTrail({ trail }: FileDraft, partition: Partition | undefined, faults: Faults): void {
  const at = ["trail", "existing"];
  const name = trail?.existing;
  if (!name?.startsWith("arn:") || !isOfPartition(name, at, partition, faults)) return;
  const region = splitArn(name)?.[3] ?? "";
  const problem = regionProblem(region);
  if (problem === undefined) checkRegion(region, at, partition, faults);
  else faults.add(at, `its region: ${problem}`);
}
