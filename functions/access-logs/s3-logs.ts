import { Readable } from "node:stream";
import { GetObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import type { OpenLog } from "./open-log";
import type { LogObject } from "./read-notification";

export interface S3LogsOptions {
  /** A client for a region; for the function's own one where no one says. */
  readonly clientOf: (region: string | undefined) => S3Client;
}

/** So often may the connection break in the middle of a log, and reading goes on where it was. */
const MOST_BREAKS = 3;

/** Opens logs where S3 has them. */
export function createS3Logs({ clientOf }: S3LogsOptions): OpenLog {
  const get = async ({ bucket, key, region, etag }: LogObject, offset: number): Promise<Readable> => {
    const { Body } = await clientOf(region).send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(etag !== undefined && { IfMatch: `"${etag}"` }),
        ...(offset > 0 && { Range: `bytes=${offset}-` }),
      }),
    );
    if (!(Body instanceof Readable)) throw new Error("S3 answered without a body, expected the log");
    return Body;
  };

  /** Without an etag no one knows whether the rest would be of the same log. */
  async function* toTheEnd(log: LogObject, opened: Readable): AsyncGenerator<Uint8Array> {
    let body = opened;
    let offset = 0;
    for (let breaks = 0; ; breaks++) {
      try {
        for await (const chunk of body) {
          offset += chunk.length;
          yield chunk;
        }
        return;
      } catch (error) {
        if (breaks === MOST_BREAKS || log.etag === undefined || offset === 0) throw error;
      }
      body = await get(log, offset);
    }
  }

  return async (log) => {
    try {
      return { kind: "open", bytes: toTheEnd(log, await get(log, 0)) };
    } catch (error) {
      if (!(error instanceof S3ServiceException)) throw error;
      if (error.name === "NoSuchKey") return { kind: "gone", reason: "deleted" };
      // The one that took its place has a notification of its own.
      if (error.$metadata.httpStatusCode === 412) return { kind: "gone", reason: "replaced" };
      throw error;
    }
  };
}
