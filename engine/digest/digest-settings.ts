import type { Suppression } from "../settings";
import type { Severity } from "../severity";

/** What can be said of a detection, and tuned. */
export interface TunableDetection {
  readonly title: string;
  /** The mildest of its verdicts. */
  readonly severity: Severity;
  readonly dedupMinutes: number;
  /** From how many on it alerts, of those that count. */
  readonly threshold?: number;
  /** Whether a perimeter's allowlist decides it. */
  readonly isByAllowlist: boolean;
}

/** What the digest needs to know of `palisade.yaml`; synth writes it as `settings.json` into the function's zip. */
export interface DigestSettings {
  readonly project: string;
  /** The account that Palisade is deployed in. */
  readonly account: string;
  readonly region: string;
  /** Beginning of the names of Palisade's own alarms, its hyphen included. */
  readonly alarmPrefix: string;
  readonly deadLetterQueues: readonly string[];
  readonly channels: readonly string[];
  /** Those of the channels that every digest goes to; the others only get one where alerts were held back for them. */
  readonly defaultChannels: readonly string[];
  readonly suppressions: readonly Suppression[];
  /** By id; those of Palisade itself are not among them. */
  readonly detections: Readonly<Record<string, TunableDetection>>;
}
