import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Json } from "@duckdb/node-api";
import { type BuildOptions, type BuiltCache, buildCache } from "./build-cache";
import { openCache } from "./open-cache";

export type SampleRecord = Readonly<Record<string, unknown>>;

/** A record of CloudTrail; each number is another event. */
export function sampleRecord(number: number, fields: SampleRecord = {}): SampleRecord {
  return {
    eventVersion: "1.11",
    userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/jane", accountId: "111122223333" },
    eventTime: `2026-03-01T00:${String(Math.floor(number / 60) % 60).padStart(2, "0")}:${String(number % 60).padStart(2, "0")}Z`,
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    awsRegion: "eu-central-1",
    sourceIPAddress: "192.0.2.1",
    requestParameters: { bucketName: "reports", key: `part-${number}` },
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    readOnly: true,
    resources: [{ ARN: "arn:aws:s3:::reports", accountId: "111122223333", type: "AWS::S3::Bucket" }],
    eventType: "AwsApiCall",
    recipientAccountId: "111122223333",
    ...fields,
  };
}

export function sampleRecords(from: number, to: number): readonly SampleRecord[] {
  return Array.from({ length: to - from }, (_, index) => sampleRecord(from + index));
}

export const asLines = (records: readonly SampleRecord[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");

export const asDocument = (records: readonly SampleRecord[]) => JSON.stringify({ Records: records });

export function sampleLine(number: number, key = `part-${number}`): string {
  return (
    `79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be reports [01/Mar/2026:00:00:${String(number % 60).padStart(2, "0")} +0000] 192.0.2.1 ` +
    `arn:aws:iam::111122223333:user/jane REQ${number} REST.GET.OBJECT ${key} "GET /${key} HTTP/1.1" 200 - 10 10 5 4 ` +
    `"-" "curl/8.0 "quoted", and a comma" - HOSTID0123456789abcdef= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader reports.s3.amazonaws.com TLSv1.3 - -`
  );
}

/** A folder of logs and a cache beside it, both gone after the test. */
export class CacheFixture {
  readonly root = mkdtempSync(join(tmpdir(), "palisade-cache-"));
  readonly logs = join(this.root, "logs");
  readonly cache = join(this.root, "cache");

  write(name: string, content: string | Buffer): string {
    const path = join(this.logs, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, name.endsWith(".gz") && typeof content === "string" ? gzipSync(content) : content);
    return path;
  }

  build(options: Partial<BuildOptions> = {}): Promise<BuiltCache> {
    return buildCache({ sources: [this.logs], folder: this.cache, ...options });
  }

  /** Builds the cache and asks it. */
  async ask(sql: string): Promise<readonly (readonly Json[])[]> {
    await this.build();
    const cache = await openCache(this.cache);
    try {
      return (await cache.query(sql)).rows;
    } finally {
      await cache.close();
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
