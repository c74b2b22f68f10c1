import type { ServicesConfig } from "../config";
import type { Faults } from "../yaml/faults";
import type { Draft } from "../yaml/shape";
import type { PlacedBucket } from "./resolve-perimeter";
import type { PalisadeFile } from "./schema";

interface Around {
  /** Where AWS Config delivers when nobody says. */
  readonly configBucket: string;
  readonly buckets: readonly PlacedBucket[];
  readonly logBucket: string;
}

/** Fills in which services are switched on, and checks that AWS Config delivers into a bucket that serves nothing else. */
export function resolveServices(draft: Draft<PalisadeFile>, around: Around, faults: Faults): ServicesConfig {
  const { guardduty, config, securityHub, accessAnalyzer, macie } = draft.services ?? {};
  const isOn = config !== undefined && config !== false;
  const bucket = (typeof config === "object" ? config.bucket : undefined) ?? around.configBucket;
  if (isOn) checkConfigBucket(bucket, draft, around, faults);
  return {
    guardduty: guardduty ?? false,
    ...(isOn && { config: { bucket } }),
    securityHub: securityHub ?? false,
    accessAnalyzer: accessAnalyzer ?? false,
    macie: macie ?? false,
  };
}

function checkConfigBucket(name: string, { state }: Draft<PalisadeFile>, around: Around, faults: Faults): void {
  if (name === around.logBucket || name === state?.bucket) {
    const role = name === around.logBucket ? "log" : "state";
    faults.add(
      ["services", "config"],
      `delivers to ${name}, which is the ${role} bucket, got {got}, expected a bucket of its own, fix: choose another name`,
    );
  }
  const inside = around.buckets.find(({ bucket }) => bucket.name === name);
  if (inside === undefined) return;
  faults.add(
    inside.at,
    `the bucket that AWS Config delivers to, got ${name}, expected a bucket that holds your data, fix: leave it out, since Palisade creates it`,
  );
}
