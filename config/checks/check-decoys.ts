import type { DecoysDraft } from "../sections/decoys";
import type { PlacedBucket } from "../sections/perimeters";
import type { TrailDraft } from "../sections/trail";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";

/** A decoy whose requests are not recorded never alerts, and the person who relies on it would not know. */
export function checkDecoys(
  { decoys, trail }: DecoysDraft & TrailDraft,
  buckets: readonly PlacedBucket[],
  faults: Faults,
): void {
  const recorded = new Set(buckets.map(({ bucket }) => bucket.name));
  for (const { value, index } of present(decoys ?? [])) {
    const [bucket = ""] = value.split("/", 1);
    if (trail !== undefined || recorded.has(bucket) || faults.under(["perimeters"])) continue;
    const text = `in a bucket without a perimeter, got {got}, expected a bucket whose requests are recorded, fix: add ${bucket} to a perimeter; mode: observe changes nothing on it`;
    faults.add(["decoys", index], text);
  }
}
