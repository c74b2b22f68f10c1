import type { Severity } from "../severity";
import type { Fields } from "./fields";

/** Where findings of other AWS services come from. */
export type Feed =
  | "guardduty"
  | "config"
  | "securityhub"
  | "access-analyzer"
  | "macie"
  | "malware-scan"
  | "sign-in-anomaly";

/** A finding of another AWS service, parsed once from its EventBridge event; absent is `undefined`, never a placeholder. */
export interface FindingEvent {
  readonly kind: "finding";
  readonly feed: Feed;
  /** One delivery: updates of a finding differ in it. */
  readonly id: string;
  /** The finding's own id, equal in all its updates. */
  readonly findingId: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The feed's own name for what it found: `Policy:S3/BucketAnonymousAccessGranted`, the name of a Config rule. */
  readonly type: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly severity: Severity;
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** Name of the bucket that it concerns. */
  readonly bucket: string | undefined;
  /** ARN or id of what it concerns. */
  readonly resource: string | undefined;
  readonly sourceIp: string | undefined;
  /** The envelope's `detail`, and of Security Hub one finding of its list. */
  readonly detail: Fields;
  /** As EventBridge delivered it. */
  readonly envelope: Fields;
}
