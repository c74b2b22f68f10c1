import type { LogsConfig } from "../sections/logs";
import type { PlacedBucket } from "../sections/perimeters";
import type { StateDraft } from "../sections/state";
import type { Faults } from "../yaml/faults";
import type { YamlPath } from "../yaml/yaml-source";

/** A bucket has one policy, so it is in one perimeter, once; and never together with what records or deploys it. */
export function checkBuckets(
  buckets: readonly PlacedBucket[],
  draft: StateDraft,
  { bucket: logBucket }: LogsConfig,
  faults: Faults,
): void {
  const first = new Map<string, YamlPath>();
  for (const { bucket, at } of buckets) {
    const before = first.get(bucket.name);
    if (before) {
      const other = String(before[1]);
      const what = other === at[1] ? "listed twice" : `in perimeter ${other} already`;
      faults.add(
        at,
        `${what}, got ${bucket.name}, expected each bucket once, fix: delete it here or in line ${faults.lineOf(before)}`,
      );
      continue;
    }
    first.set(bucket.name, at);
    const role = bucket.name === logBucket ? "log" : bucket.name === draft.state?.bucket ? "state" : undefined;
    if (!role) continue;
    const why =
      role === "log" ? "its own records would be recorded without end" : "Terraform could be locked out of it";
    faults.add(
      at,
      `the ${role} bucket, got ${bucket.name}, expected a bucket that holds your data, fix: leave it out, since ${why}`,
    );
  }
  if (draft.state?.bucket !== undefined && draft.state.bucket === logBucket) {
    faults.add(
      ["state", "bucket"],
      "the log bucket too, got {got}, expected a bucket of its own, fix: choose another name, since log files expire",
    );
  }
}
