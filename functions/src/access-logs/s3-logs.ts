import { Readable } from "node:stream";
import { GetObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import type { OpenLog } from "./open-log";

export interface S3LogsOptions {
  /** A client for a region; for the function's own one where nobody says. */
  readonly clientOf: (region: string | undefined) => S3Client;
}

/** Opens logs where S3 has them. */
export function createS3Logs({ clientOf }: S3LogsOptions): OpenLog {
  return async ({ bucket, key, region, etag }) => {
    try {
      const { Body } = await clientOf(region).send(
        new GetObjectCommand({ Bucket: bucket, Key: key, ...(etag !== undefined && { IfMatch: etag }) }),
      );
      if (!(Body instanceof Readable)) throw new Error("S3 answered without a body, expected the log");
      return { kind: "open", bytes: Body };
    } catch (error) {
      if (!(error instanceof S3ServiceException)) throw error;
      if (error.name === "NoSuchKey") return { kind: "gone", reason: "deleted" };
      // The one that took its place has a notification of its own.
      if (error.name === "PreconditionFailed" || error.$metadata.httpStatusCode === 412) {
        return { kind: "gone", reason: "replaced" };
      }
      throw error;
    }
  };
}
