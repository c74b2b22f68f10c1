import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import type { Fields } from "@palisade/engine/events/fields";
import { keyOf } from "@palisade/engine/preview/interning";
import type { RequestGroup, RequestGroups, RequestTuple } from "@palisade/engine/preview/request-group";
import { logLine, requests, requestsOnDays } from "../../testing/fixtures/preview-fixture";
import { groupRequests } from "../../testing/group-requests";
import { describeWithSharedData } from "../../testing/shared-data";
import { convertedLogs, cachedGroups as groupsOf } from "./open-groups";

// The database and a busy machine take their time.
jest.setTimeout(60_000);

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-preview-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function cachedGroups({
  buckets,
  ...source
}: Omit<Parameters<typeof convertedLogs>[0], "terminal"> & { readonly buckets: ReadonlySet<string> }) {
  const terminal = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough(), env: {} };
  return groupsOf(await convertedLogs({ ...source, terminal }), buckets);
}

async function fromCache(name: string, logs: Readonly<Record<string, string>>, buckets: ReadonlySet<string>) {
  const files = Object.entries(logs).map(([file, text]) => {
    const path = join(folder, `${name}-${file}`);
    writeFileSync(path, text);
    return path;
  });
  const found = await cachedGroups({ logs: files, cache: join(folder, `${name}-cache`), buckets });
  const again = await cachedGroups({ logs: [], cache: join(folder, `${name}-cache`), buckets });
  // Asked once, it is not asked again.
  expect({ ...comparable(again.groups), complaints: again.complaints }).toEqual({
    ...comparable(found.groups),
    complaints: found.complaints,
  });
  return found;
}

/** Groups by what they stand for, without what only one of the two counts. */
function comparable({ groups, records, span }: RequestGroups) {
  const texts = groups.map(({ tuple, ...group }: RequestGroup) => JSON.stringify([textOf(tuple), group])).toSorted();
  return { texts, records, span };
}

function textOf(tuple: RequestTuple): string {
  if (tuple.log === "access-log") return JSON.stringify(tuple);
  return [keyOf(tuple.call), keyOf(tuple.identity), tuple.sourceAddress, tuple.vpcEndpointId].join();
}

const copyOf = (source: string, bucketName: string, overrides: Fields = {}) =>
  requests(1, {
    eventName: "CopyObject",
    requestParameters: { bucketName, key: "a.csv", "x-amz-copy-source": source },
    ...overrides,
  });

const door = { bucketName: "door-abc-s3alias" };

describe("the cache", () => {
  it("groups as it is done in memory", async () => {
    const records = [
      ...requestsOnDays(3),
      ...requests(2, { sharedEventID: "copied" }),
      ...requests(1, { userIdentity: null }),
      ...requests(1, { requestParameters: { bucketName: "another" } }),
      ...requests(2, { requestParameters: door, resources: [{ ARN: "arn:aws:s3:::sensitive-data" }] }),
      ...requests(3, { requestParameters: door }),
      ...requests(1, { eventType: "AwsAggregatedEvent" }),
    ];
    records.push(
      ...copyOf("sensitive-data/a.csv", "another"),
      ...copyOf("%2Fsensitive%2Ddata%2Fa.csv?versionId=1", "third", { eventName: "UploadPartCopy" }),
      ...copyOf("/another/a.csv", "sensitive-data"),
      ...copyOf("sensitive-data/a.csv", "sensitive-data"),
      ...copyOf("sensitive-data/a.csv", "another", { errorCode: "AccessDenied" }),
      ...copyOf("alias-abc-s3alias/a.csv", "another"),
      ...copyOf("door-abc-s3alias/a.csv", "another", {
        resources: [{ ARN: "arn:aws:s3:::sensitive-data" }, { ARN: "arn:aws:s3:::another" }],
      }),
    );
    const lines = [logLine(), logLine(), logLine({ requestId: "B", time: "02/Mar/2026:10:15:30 +0000" })];
    const buckets = new Set(["sensitive-data"]);
    const logs = { "trail.json": JSON.stringify({ Records: records }), "access.log": `${lines.join("\n")}\n` };
    const { groups, origins, complaints } = await fromCache("mixed", logs, buckets);
    expect(comparable(groups)).toEqual(comparable(groupRequests(records, buckets, lines)));
    const unresolved = origins.flatMap(({ bucket, through, records: count }) =>
      through === undefined ? [] : [[bucket, through, count]],
    );
    expect(unresolved.toSorted()).toEqual([
      [undefined, "alias-abc-s3alias", 1],
      [undefined, "door-abc-s3alias", 3],
    ]);
    const reads = groups.groups.filter(
      ({ tuple }) => tuple.log === "cloudtrail" && tuple.call.eventName === "GetObject",
    );
    // Of both copies and by the access point, besides what was read anyway.
    expect(reads.reduce((sum, { count }) => sum + count, 0)).toBe(3 + 1 + 1 + 2 + 3);
    expect(complaints).toEqual([]);
  });

  it("says which buckets the logs are of when they are of none that were asked for", async () => {
    const logs = {
      "trail.json": JSON.stringify({ Records: requests(2) }),
      "access.log": `${logLine({ bucket: "b" })}\n`,
    };
    const { groups, origins } = await fromCache("others", logs, new Set(["missing"]));
    expect(groups.groups).toEqual([]);
    expect(origins.map(({ bucket, records }) => [bucket, records])).toEqual([
      ["sensitive-data", 2],
      ["b", 1],
    ]);
  });

  it("says what could not be read", async () => {
    const logs = { "trail.json": JSON.stringify({ Records: requests(1) }), "cut.json": '{"Records":[{"eventName":' };
    const { complaints, groups } = await fromCache("broken", logs, new Set(["sensitive-data"]));
    expect(complaints[0]).toContain("cut.json");
    expect(groups.groups).toHaveLength(1);
  });

  it("is asked again where what it answered cannot be read, or the cache is another", async () => {
    const buckets = new Set(["sensitive-data"]);
    const log = join(folder, "damaged.json");
    const cache = join(folder, "damaged-cache");
    writeFileSync(log, JSON.stringify({ Records: requests(1) }));
    const first = await cachedGroups({ logs: [log], cache, buckets });
    const [place = ""] = readdirSync(cache).filter((name) => name !== "latest.json");
    const stored = () => readdirSync(join(cache, place)).filter((name) => name.startsWith("requests-"));
    for (const damage of ["", "{", "{}", "null"]) {
      writeFileSync(join(cache, place, stored()[0] ?? ""), damage);
      expect(comparable((await cachedGroups({ logs: [], cache, buckets })).groups)).toEqual(comparable(first.groups));
    }
    writeFileSync(log, JSON.stringify({ Records: requests(3) }));
    const { groups } = await cachedGroups({ logs: [log], cache, buckets });
    expect(groups.records).toEqual({ cloudtrail: 3, "access-log": 0 });
    expect(stored()).toHaveLength(1);
  });

  it("is asked for nothing that is text of a bucket's name", async () => {
    const logs = { "trail.json": JSON.stringify({ Records: requests(1) }) };
    const { groups } = await fromCache("hostile", logs, new Set(["x') OR ('1' = '1", "sensitive-data"]));
    expect(groups.groups).toHaveLength(1);
  });
});

describeWithSharedData("the cache of the recorded logs", (dir) => {
  it("groups as it is done in memory", async () => {
    const read = (kind: string) => {
      const names = readdirSync(join(dir, kind)).filter((name) => /\.(jsonl|log)$/.test(name));
      return names
        .flatMap((name) => readFileSync(join(dir, kind, name), "utf8").split("\n"))
        .filter((line) => line !== "");
    };
    const records = read("cloudtrail");
    const lines = read("s3access");
    const parsed = records.map((line): unknown => JSON.parse(line));
    const logged = lines.map(parseAccessLogLine).flatMap((one) => (one.kind === "malformed" ? [] : one.event.bucket));
    const named = parsed.flatMap((record) => /"bucketName":"([^"]+)"/.exec(JSON.stringify(record))?.[1] ?? []);
    const buckets = new Set([...named, ...logged]);
    const logs = { "trail.jsonl": `${records.join("\n")}\n`, "access.log": `${lines.join("\n")}\n` };
    const { groups } = await fromCache("shared", logs, buckets);
    expect(comparable(groups)).toEqual(comparable(groupRequests(parsed, buckets, lines)));
    expect(groups.groups.length).toBeGreaterThan(200);
  });
});
