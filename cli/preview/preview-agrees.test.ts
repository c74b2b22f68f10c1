import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describeWithSharedData } from "../../__tests__/support/shared-data";
import { groupRequests } from "../../functions/src/preview/group-requests";
import { keyOf } from "../../functions/src/preview/interning";
import { logLine, requests, requestsOnDays } from "../../functions/src/preview/preview-fixture";
import type { RequestGroup, RequestGroups, RequestTuple } from "../../functions/src/preview/request-group";
import { cachedGroups } from "./open-groups";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-preview-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function fromCache(name: string, logs: Readonly<Record<string, string>>, buckets: ReadonlySet<string>) {
  const stderr = new PassThrough();
  const files = Object.entries(logs).map(([file, text]) => {
    const path = join(folder, `${name}-${file}`);
    writeFileSync(path, text);
    return path;
  });
  const terminal = { stdin: new PassThrough(), stdout: new PassThrough(), stderr, env: {} };
  const found = await cachedGroups({ logs: files, cache: join(folder, `${name}-cache`), buckets, terminal });
  const again = await cachedGroups({ logs: [], cache: join(folder, `${name}-cache`), buckets, terminal });
  expect(comparable(again.groups)).toEqual(comparable(found.groups));
  return { ...found, complaints: String(stderr.read() ?? "") };
}

/** Groups by what they stand for, without what only one of the two counts. */
function comparable({ groups, records, span }: RequestGroups) {
  const texts = groups.map(({ tuple, ...group }: RequestGroup) => JSON.stringify([textOf(tuple), group])).toSorted();
  return { texts, records, span };
}

function textOf(tuple: RequestTuple): string {
  if (tuple.log === "access-log") return keyOf(tuple);
  return [keyOf(tuple.call), keyOf(tuple.identity), tuple.sourceAddress, tuple.vpcEndpointId].join();
}

describe("the cache", () => {
  it("groups as it is done in memory", async () => {
    const records = [
      ...requestsOnDays(3),
      ...requests(2, { sharedEventID: "copied" }),
      ...requests(1, { userIdentity: null }),
      ...requests(1, { requestParameters: { bucketName: "another" } }),
      ...requests(1, { eventType: "AwsAggregatedEvent" }),
    ];
    const lines = [logLine(), logLine(), logLine({ requestId: "B", time: "02/Mar/2026:10:15:30 +0000" })];
    const buckets = new Set(["sensitive-data"]);
    const logs = { "trail.json": JSON.stringify({ Records: records }), "access.log": `${lines.join("\n")}\n` };
    const { groups, isWhole, complaints } = await fromCache("mixed", logs, buckets);
    expect(comparable(groups)).toEqual(comparable(groupRequests(records, buckets, lines)));
    expect({ isWhole, complaints, otherBuckets: groups.otherBuckets }).toEqual({
      isWhole: true,
      complaints: "",
      otherBuckets: [],
    });
  });

  it("says which buckets the logs are of when they are of none that were asked for", async () => {
    const logs = {
      "trail.json": JSON.stringify({ Records: requests(2) }),
      "access.log": `${logLine({ bucket: "b" })}\n`,
    };
    const { groups } = await fromCache("others", logs, new Set(["missing"]));
    expect(groups).toMatchObject({ groups: [], otherBuckets: ["sensitive-data", "b"] });
  });

  it("says what could not be read", async () => {
    const logs = { "trail.json": JSON.stringify({ Records: requests(1) }), "cut.json": '{"Records":[{"eventName":' };
    const { isWhole, complaints, groups } = await fromCache("broken", logs, new Set(["sensitive-data"]));
    expect(isWhole).toBe(false);
    expect(complaints).toContain("cut.json");
    expect(groups.groups).toHaveLength(1);
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
    const everything = groupRequests(parsed, new Set(), lines);
    const named = parsed.flatMap((record) => /"bucketName":"([^"]+)"/.exec(JSON.stringify(record))?.[1] ?? []);
    const buckets = new Set([...named, ...everything.otherBuckets]);
    const logs = { "trail.jsonl": `${records.join("\n")}\n`, "access.log": `${lines.join("\n")}\n` };
    const { groups } = await fromCache("shared", logs, buckets);
    expect(comparable(groups)).toEqual(comparable(groupRequests(parsed, buckets, lines)));
    expect(groups.groups.length).toBeGreaterThan(200);
  });
});
