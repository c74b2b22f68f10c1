import type { Severity } from "../../severity";
import type { Cause } from "./define-detection";

/** What one detection matched: all that an incident or an alert needs of it. Plain JSON; absent is absent. */
export interface Match {
  readonly detection: string;
  readonly title: string;
  readonly severity: Severity;
  /** `defect`: Palisade itself failed, and nothing is known of a request. */
  readonly cause?: Cause | "defect";
  readonly summary: string;
  /** `<detection>|<part>|…`: matches with equal keys in one window are one incident. */
  readonly dedupKey: string;
  /** How many events it stands for; one unless said. */
  readonly events?: number;
  readonly eventId: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Until when more of the same is still to be expected, on the clock; absent where it comes within minutes. */
  readonly settlesAt?: number;
  readonly event: string;
  /** `iam.amazonaws.com`, of calls of other services than S3. */
  readonly service?: string;
  readonly region?: string;
  readonly account?: string;
  readonly bucket?: string;
  /** All buckets where there are several, `bucket` among them; see `bucketsOf`. */
  readonly buckets?: readonly string[];
  readonly key?: string;
  /** ARN or id of what a finding concerns. */
  readonly resource?: string;
  /** All of them where there are several. */
  readonly resources?: readonly string[];
  /** What else to show, by label. */
  readonly details?: Readonly<Record<string, string>>;
  readonly sourceIp?: string;
  /** All addresses where there are several, `sourceIp` among them; see `sourceIpsOf`. */
  readonly sourceIps?: readonly string[];
  /** Who acted, as a finding names them; `actor` is then the service that found it. */
  readonly callers?: readonly string[];
  /** How many buckets, resources, addresses and callers of a finding were too many to keep. */
  readonly leftOut?: number;
  readonly userAgent?: string;
  readonly errorCode?: string;
  readonly readOnly?: boolean;
  readonly vpcEndpointId?: string;
  readonly actor: string;
  readonly actorKind: string;
  readonly actorArn?: string;
  readonly actorAccount?: string;
  readonly mfa?: boolean;
  /** Who is behind a role's session, as far as someone vouches for it. */
  readonly signedInAs?: string;
}
