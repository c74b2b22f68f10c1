import type { Routing } from "./alerts/routing";
import type { Perimeter } from "./perimeter/perimeter";
import type { Pipeline } from "./pipeline";
import type { Severity } from "./severity";

/**
 * What the detector needs to know of `palisade.yaml`. Synth writes it as `settings.json` into the function's zip, because a
 * function's environment ends at 4 KB and an allowlist does not; replay builds the same object from the same file.
 */
export interface DetectorSettings {
  readonly project: string;
  /** The account that Palisade is deployed in. */
  readonly account: string;
  /** `aws`, `aws-cn` or `aws-us-gov`, as its ARNs begin. */
  readonly partition: string;
  readonly perimeters: readonly Perimeter[];
  /** Sid of each perimeter's statement, by the perimeter's name. */
  readonly sids: Readonly<Record<string, string>>;
  /** S3 event names to listen to; absent means every object-level name that CloudTrail logs. */
  readonly eventNames?: readonly string[];
  /** How long matches fold into one incident. */
  readonly dedupMinutes: number;
  /** What differs from the detections' own defaults, by detection id. */
  readonly detections: Readonly<Record<string, DetectionSettings>>;
  readonly suppressions: readonly Suppression[];
  /** Accounts besides the own one that are no strangers. */
  readonly trustedAccounts: readonly string[];
  /** Buckets that hold trails' or access logs. */
  readonly logBuckets: readonly string[];
  /** Buckets whose access logs are held against the allowlist; absent or empty means all that a perimeter is around. */
  readonly monitoredBuckets?: readonly string[];
  /** `bucket`, or `bucket/prefix` of keys, that no one has business with. */
  readonly decoys: readonly string[];
  /** ARN patterns, with `*` and `?`, of those that deploy Palisade. */
  readonly deployers: readonly string[];
  readonly pipeline: Pipeline;
  /** Which alerts go to which channels; absent where there is no channel. */
  readonly routing?: Routing;
  /** Whether alerts are counted for the digest; absent where no one asked for one. */
  readonly countsAlerts?: boolean;
}

export interface DetectionSettings {
  readonly enabled?: boolean;
  /** Instead of whatever its verdicts say. */
  readonly severity?: Severity;
  /** Instead of a threshold's own `reach`. */
  readonly threshold?: number;
  /** Instead of a threshold's or sequence's own. */
  readonly withinMinutes?: number;
  /** Instead of the general one. */
  readonly dedupMinutes?: number;
}

/** Matches that are suppressed until a day. All conditions that are given must fit; texts may hold `*` and `?`. */
export interface Suppression {
  readonly detection: string;
  readonly reason: string;
  readonly owner: string;
  /** Milliseconds since the epoch; from here on it no longer suppresses, and alerts say so. */
  readonly until: number;
  readonly when: {
    /** ARN or id of the caller. */
    readonly actor?: string;
    readonly bucket?: string;
    /** The caller's; of a finding, the account that it concerns. */
    readonly account?: string;
    /** An address or a network. */
    readonly sourceIp?: string;
  };
}
