import type { Severity } from "../../severity";
import type { Fields } from "../fields";

/** Where findings of other AWS services come from. */
export type Feed =
  | "guardduty"
  | "config"
  | "securityhub"
  | "access-analyzer"
  | "macie"
  | "malware-scan"
  | "sign-in-anomaly";

/**
 * `open`: someone should look. `closed`: archived, suppressed, resolved, compliant, or in someone's hands already. `sample`: made to
 * try things out.
 */
export type FindingStatus = "open" | "closed" | "sample";

/** A finding of another AWS service, parsed once from its EventBridge event; absent is `undefined`, never a placeholder. */
export interface FindingEvent {
  readonly kind: "finding";
  readonly feed: Feed;
  /** One delivery: updates of a finding differ in it. */
  readonly id: string;
  /** The finding's own id, equal in all its updates; the delivery's where it has none. */
  readonly findingId: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The feed's own name for what it found: `Policy:S3/BucketAnonymousAccessGranted`, the name of a Config rule. */
  readonly type: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly severity: Severity;
  readonly status: FindingStatus;
  /** The account that it concerns, which need not be the one that received it. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** Names of the buckets that it concerns, in its order. */
  readonly buckets: readonly string[];
  /** ARNs or ids of what it concerns. */
  readonly resources: readonly string[];
  /** Where someone came from, as addresses; not where an instance of one's own connected to. */
  readonly sourceIps: readonly string[];
  /** Who acted, in its own words: a name, an id or an ARN. */
  readonly callers: readonly string[];
  /** How many names of these four were too many to keep. */
  readonly leftOut: number;
  /** The envelope's `detail` as EventBridge writes it, and of Security Hub one finding of its list. */
  readonly detail: Fields;
  /** As EventBridge delivers it, with this finding only; made up around a finding that came without. */
  readonly envelope: Fields;
}
