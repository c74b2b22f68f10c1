import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { S3Client } from "@aws-sdk/client-s3";
import { UsageError } from "../../usage-error";
import type { FoundLogs, LogFile, Unfound } from "./find-logs";

/** The part of S3's client that reads. */
export type S3Reader = Pick<S3Client, "send">;

interface FetchOptions {
  /** Where objects are kept: what is there already is not fetched again. */
  readonly folder: string;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly client?: S3Reader | undefined;
}

interface S3Prefix {
  readonly bucket: string;
  readonly prefix: string;
}

interface S3Object extends LogFile {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
}

const AT_ONCE = 16;
const ATTEMPTS = 3;

export function isS3(source: string): boolean {
  return /^s3:\/\//i.test(source);
}

function prefixOf(source: string): S3Prefix {
  const [, bucket, prefix = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/is.exec(source) ?? [];
  if (bucket === undefined) throw new UsageError(`${source}: not an address in S3, expected s3://bucket/prefix`);
  return { bucket, prefix };
}

/**
 * Fetches every object under some prefixes, those excepted that are there. One that is gone or refused is notified of and left out. Throws a
 * UsageError when S3 cannot be asked any more: what was fetched until then stays, and the next call goes on from there.
 */
export async function fetchLogs(sources: readonly string[], options: FetchOptions): Promise<FoundLogs> {
  if (sources.length === 0) return { files: [], unfound: [] };
  const client = options.client ?? (await createClient());
  const objects: S3Object[] = [];
  for (const source of sources) objects.push(...(await list(prefixOf(source), client, options)));
  const total = objects.reduce((sum, { bytes }) => sum + bytes, 0);
  const files: LogFile[] = [];
  const unfound: Unfound[] = [];
  let done = 0;
  const queue = objects.values();
  const work = async () => {
    for (const object of queue) {
      options.signal?.throwIfAborted();
      const reason = await fetchOne(object, client, options.signal).catch((error: unknown) => {
        throw troubleOf(error, `s3:GetObject of ${object.name}`, files.length, objects.length);
      });
      if (reason === undefined) {
        const { name, path, bytes, modified } = object;
        files.push({ name, path, bytes, modified });
      } else unfound.push({ name: object.name, reason });
      done += object.bytes;
      options.onProgress?.(done, total);
    }
  };
  await settled(Array.from({ length: AT_ONCE }, work), options.signal);
  return { files: files.toSorted(byName), unfound: unfound.toSorted(byName) };
}

/** Waits for all, so that nothing goes on after the first failure was reported. */
async function settled(works: readonly Promise<void>[], signal: AbortSignal | undefined): Promise<void> {
  const results = await Promise.allSettled(works);
  signal?.throwIfAborted();
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

async function createClient(): Promise<S3Reader> {
  const { S3Client } = await import("@aws-sdk/client-s3");
  return new S3Client({ followRegionRedirects: true, maxAttempts: 5 });
}

async function list({ bucket, prefix }: S3Prefix, client: S3Reader, options: FetchOptions): Promise<S3Object[]> {
  const { ListObjectsV2Command } = await import("@aws-sdk/client-s3");
  const address = `s3://${bucket}/${prefix}`;
  const objects: S3Object[] = [];
  let token: string | undefined;
  do {
    options.signal?.throwIfAborted();
    const page = await client
      .send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }))
      .catch((error: unknown) => {
        throw troubleOf(error, `s3:ListBucket of ${address}`, 0, 0);
      });
    for (const { Key: key, Size: bytes = 0, LastModified: modified, ETag: etag = "" } of page.Contents ?? []) {
      // A console's folder is an empty object.
      if (key === undefined || bytes === 0) continue;
      const path = join(options.folder, pathOf(bucket, key, etag));
      objects.push({
        name: `s3://${bucket}/${key}`,
        path,
        bytes,
        modified: modified?.getTime() ?? 0,
        bucket,
        key,
        etag,
      });
    }
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  if (objects.length === 0) throw new UsageError(`${address}: no objects, expected logs under this prefix`);
  return objects;
}

/** Keys may hold anything, so none becomes a path; an object that is replaced gets another name. */
function pathOf(bucket: string, key: string, etag: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([bucket, key, etag]))
    .digest("hex");
  return join(hash.slice(0, 2), hash.slice(2, 34) + (key.endsWith(".gz") ? ".gz" : ""));
}

/** Undefined when the object is there, or why it never will be. */
async function fetchOne(
  object: S3Object,
  client: S3Reader,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (await isThere(object)) return undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      await download(object, client, signal);
      return undefined;
    } catch (error) {
      const reason = GONE[nameOf(error)];
      if (reason !== undefined) return reason;
      if (attempt === ATTEMPTS || signal?.aborted || !isPassing(error)) throw error;
    }
  }
}

async function isThere({ path, bytes }: S3Object): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.size === bytes;
}

async function download(
  { bucket, key, etag, path, bytes, modified }: S3Object,
  client: S3Reader,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { GetObjectCommand } = await import("@aws-sdk/client-s3");
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, ...(etag !== "" && { IfMatch: etag }) }),
      signal ? { abortSignal: signal } : {},
    );
    if (!(Body instanceof Readable)) throw new Error(`${key}: got no stream from S3`);
    await pipeline(Body, createWriteStream(part));
    const { size } = await stat(part);
    if (size !== bytes) throw new CutShort(`${key}: got ${size} bytes, expected ${bytes}`);
    await utimes(part, new Date(), new Date(modified));
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

class CutShort extends Error {
  override readonly name = "CutShort";
}

/** What is about one object alone. */
const GONE: Readonly<Record<string, string>> = {
  NoSuchKey: "gone since it was listed",
  PreconditionFailed: "replaced since it was listed; the next run has the new one",
  AccessDenied: "no permission to read it",
  InvalidObjectState: "archived, and has to be restored before it can be read",
};

const CREDENTIALS =
  /^(?:CredentialsProviderError|ExpiredToken|ExpiredTokenException|TokenRefreshRequired|InvalidAccessKeyId|InvalidToken|SignatureDoesNotMatch|RequestTimeTooSkewed|TokenProviderError)$/;
const PASSING =
  /^(?:CutShort|TimeoutError|NetworkingError|InternalError|ServiceUnavailable|SlowDown|RequestTimeout|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

function nameOf(error: unknown): string {
  const { name, code } = error as { name?: unknown; code?: unknown };
  return typeof code === "string" ? code : String(name);
}

function isPassing(error: unknown): boolean {
  return PASSING.test(nameOf(error)) || /aborted|socket hang up|premature close/i.test((error as Error).message);
}

function troubleOf(error: unknown, action: string, fetched: number, all: number): unknown {
  if (error instanceof UsageError) return error;
  const name = nameOf(error);
  const kept = fetched > 0 ? ` after ${fetched} of ${all} objects, which are kept` : "";
  const again = "run the same command again, which goes on from there";
  if (CREDENTIALS.test(name)) {
    return new UsageError(
      `${action}: the AWS credentials are missing, wrong or expired (${name})${kept}, fix: renew them and ${again}`,
    );
  }
  if (name === "AccessDenied")
    return new UsageError(`${action}: no permission, fix: allow s3:ListBucket and s3:GetObject`);
  if (name === "NoSuchBucket") return new UsageError(`${action}: there is no such bucket`);
  if (isPassing(error)) return new UsageError(`${action}: S3 does not answer (${name})${kept}, fix: ${again}`);
  if (/region is missing/i.test((error as Error).message)) {
    return new UsageError(`${action}: no region, fix: set AWS_REGION`);
  }
  return error;
}
