import type { Actor, Source } from "../cloudtrail/cloudtrail-event";

/**
 * One line of an S3 server access log, parsed once; absent, which the log writes as `-`, is `undefined`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */
export interface AccessLogEvent {
  readonly kind: "access-log";
  /** Equal for copies of one line: bucket, request and operation; of a batch delete's lines, which share a request, also the object. */
  readonly id: string;
  /** Milliseconds since the epoch of when S3 received the request. */
  readonly time: number;
  /** `REST.GET.OBJECT`, `BATCH.DELETE.OBJECT`, `S3.EXPIRE.OBJECT` */
  readonly operation: string;
  readonly bucket: string;
  /** Canonical user id of the bucket's owner. */
  readonly bucketOwner: string | undefined;
  readonly source: Source;
  /** Made from the requester: an ARN, a canonical user id, a service, or no one. */
  readonly actor: Actor;
  readonly requestId: string | undefined;
  /** Decoded, as it is in the bucket. */
  readonly key: string | undefined;
  /** `GET /reports/2026.csv HTTP/1.1`, as it was sent. */
  readonly requestUri: string | undefined;
  readonly status: number | undefined;
  readonly errorCode: string | undefined;
  readonly bytesSent: number | undefined;
  readonly objectSize: number | undefined;
  readonly totalTimeMs: number | undefined;
  readonly turnAroundMs: number | undefined;
  readonly referrer: string | undefined;
  readonly userAgent: string | undefined;
  readonly versionId: string | undefined;
  readonly hostId: string | undefined;
  /** `SigV4` */
  readonly signatureVersion: string | undefined;
  readonly cipherSuite: string | undefined;
  /** `AuthHeader`, `QueryString` of presigned URLs; absent of requests without authentication. */
  readonly authenticationType: string | undefined;
  readonly hostHeader: string | undefined;
  /** `TLSv1.2`; absent over plain HTTP. */
  readonly tlsVersion: string | undefined;
  readonly accessPointArn: string | undefined;
  /** Whether the request needed an ACL to be allowed; absent where it did not, or where the line does not say. */
  readonly aclRequired: boolean | undefined;
  /** Fields after those, which S3 adds without notice, as they are written. */
  readonly further: readonly string[];
}
