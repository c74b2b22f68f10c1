import type { BucketIdentity } from "../bucket-identity";

/** Where a request came from, as far as CloudTrail's `sourceIPAddress` can say. */
export type Source =
  | { readonly kind: "public"; readonly address: string }
  | { readonly kind: "private"; readonly address: string }
  /** A service principal's DNS name, as in `cloudtrail.amazonaws.com`, vouched for by the identity. */
  | { readonly kind: "aws-service"; readonly service: string }
  /** `AWS Internal`: AWS's own network, on someone's behalf. */
  | { readonly kind: "aws-internal" }
  /** Present but no address (masked, mangled, a name without an AWS identity): never counts as allowed. */
  | { readonly kind: "unparseable"; readonly text: string }
  | { readonly kind: "absent" };

export type ActorKind =
  | "user"
  | "role"
  | "root"
  | "federated-user"
  | "foreign-account"
  | "anonymous"
  | "service"
  | "unknown";

/** Who made a request. */
export interface Actor {
  readonly kind: ActorKind;
  /** One stable name that survives a change of session: role or user ARN, service, `account:111122223333`, `anonymous`. */
  readonly id: string;
  /** `userIdentity.arn` as logged, with the session's name. */
  readonly arn: string | undefined;
  /** What IAM compares with `aws:PrincipalArn`: a session's role, a user. Absent where the record does not say. */
  readonly principalArn: string | undefined;
  readonly account: string | undefined;
  readonly sessionName: string | undefined;
  /** Absent where the record does not say. */
  readonly mfa: boolean | undefined;
  /** The AWS service that acted with the principal's rights. */
  readonly invokedBy: string | undefined;
}

/** A CloudTrail record, parsed once; absent is `undefined`, never a placeholder. */
export interface CloudTrailEvent {
  readonly kind: "call";
  /** Equal for the copies that CloudTrail gives to both accounts of one request: `sharedEventID`, else `eventID`, else a hash. */
  readonly id: string;
  readonly eventId: string | undefined;
  /** Milliseconds since the epoch of `eventTime`. */
  readonly time: number;
  readonly name: string;
  /** `s3.amazonaws.com` */
  readonly service: string;
  readonly region: string | undefined;
  /** The account whose trail this is. */
  readonly account: string | undefined;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  readonly readOnly: boolean | undefined;
  readonly userAgent: string | undefined;
  readonly vpcEndpointId: string | undefined;
  /** The name in `bucketIdentity`: the bucket behind an access point, not the access point. */
  readonly bucket: string | undefined;
  readonly bucketIdentity: BucketIdentity;
  readonly key: string | undefined;
  readonly source: Source;
  readonly actor: Actor;
  /** The record itself, for detections that look at more. */
  readonly record: Readonly<Record<string, unknown>>;
}
