import { bucketStanding } from "@palisade/engine/inventory/bucket-standing";
import type { BucketSeen, Counted, Inventory } from "@palisade/engine/inventory/inventory";
import { type OwnAccount, ownAccount } from "@palisade/engine/inventory/own-account";
import { ABOUT_THE_PERIMETER } from "@palisade/engine/preview/preview";
import type { PalisadeConfig } from "../../../config/config";
import { bucketNameProblem } from "../../../config/fields/bucket-name";
import { regionProblem } from "../../../config/fields/region";
import { partitionOf } from "../../../config/fields/regions";
import type { PerimeterConfig } from "../../../config/sections/perimeters";
import { SAMPLE, sampleConfig } from "./sample-config";

/** What logs are taken to be of, where no configuration says it. */
export interface AssumedConfig {
  readonly config: PalisadeConfig;
  /** Undefined where no log names an account. */
  readonly own: OwnAccount | undefined;
  readonly regions: readonly string[];
  readonly buckets: readonly string[];
  /** False where no record says whose the buckets are. */
  readonly isOwnerNamed: boolean;
}

/** Detections that ask who is on the allowlist: without one, everyone would be a stranger. */
export const ASKS_ALLOWLIST: readonly string[] = [...ABOUT_THE_PERIMETER];

/** No account has this id. */
const NO_ACCOUNT = "000000000000";

/**
 * A configuration as far as logs say: their account, its buckets and its regions, with no one on the allowlist, and without the
 * detections that ask about it.
 */
export function assumedConfig(inventory: Inventory): AssumedConfig {
  const own = ownAccount(inventory);
  const account = own?.account ?? NO_ACCOUNT;
  const candidates = inventory.buckets.filter(({ name }) => bucketNameProblem(name) === undefined);
  const proven = candidates.filter((bucket) => bucketStanding(bucket, account) === "own");
  const buckets = proven.length > 0 ? proven : candidates.filter((bucket) => isLikelyOwn(bucket, account));
  const [logs] = candidates.filter((bucket) => bucketStanding(bucket, account) === "logs");
  const home = homeOf(inventory, buckets);
  const regions = [home, ...regionNames(inventory.regions).filter((region) => region !== home)];
  const sample = sampleConfig({ account, region: home });
  return {
    own,
    regions,
    buckets: buckets.map(({ name }) => name),
    isOwnerNamed: proven.length > 0,
    config: {
      ...sample,
      regions: regions.filter((region) => partitionOf(region) === sample.partition),
      perimeters: buckets.length === 0 ? [] : sample.perimeters.map((one) => around(one, buckets, home)),
      ...(logs && { logs: { ...sample.logs, bucket: logs.name } }),
      detections: Object.fromEntries(ASKS_ALLOWLIST.map((id) => [id, { enabled: false }])),
    },
  };
}

/** In logs that name no owner at all: a bucket that answers, by the account's own trail. */
function isLikelyOwn(bucket: BucketSeen, account: string): boolean {
  const isOfTrail = bucket.accounts.some(({ name }) => name === account);
  return bucketStanding(bucket, account) === "unproven" && bucket.answered > 0 && isOfTrail;
}

/** Where most of the requests to the account's buckets are recorded, else where most records are from. */
function homeOf({ regions }: Inventory, buckets: readonly BucketSeen[]): string {
  const [ofBuckets] = buckets.flatMap((bucket) => regionNames(bucket.regions).slice(0, 1));
  return ofBuckets ?? regionNames(regions)[0] ?? SAMPLE.region;
}

function regionNames(counted: readonly Counted[]): readonly string[] {
  return counted.map(({ name }) => name).filter((name) => regionProblem(name) === undefined);
}

function around(sample: PerimeterConfig, buckets: readonly BucketSeen[], home: string): PerimeterConfig {
  const [one] = sample.buckets;
  return {
    ...sample,
    perimeter: {
      ...sample.perimeter,
      buckets: buckets.map(({ name }) => name),
      allow: { ...sample.perimeter.allow, cidrs: [] },
    },
    buckets: buckets.flatMap(({ name, regions }) =>
      one === undefined ? [] : { ...one, name, region: regionNames(regions)[0] ?? home },
    ),
  };
}
