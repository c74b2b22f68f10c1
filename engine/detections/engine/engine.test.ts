import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { cloudTrailEvent, IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeWithSharedData } from "../../../testing/shared-data";
import { detectorSettings, samplePerimeter } from "../../../testing/test-detection";
import { parseCloudTrail } from "../../events/cloudtrail/parse-cloudtrail";
import { wrap } from "../../events/wrap";
import { s3BlockedOutsideAllowlist } from "../s3/blocked-outside-allowlist";
import { createEngine } from "./engine";

const denied = { errorCode: "AccessDenied", errorMessage: "Access Denied" };

describe("createEngine", () => {
  it("says everything of a match that an alert needs, and nothing that is absent", () => {
    const event = cloudTrailEvent({ ...denied, userIdentity: IDENTITIES.role });
    const { matches, failures } = createEngine(detectorSettings()).detect(event);
    expect(failures).toEqual([]);
    expect(matches).toEqual([
      {
        detection: "s3.blocked-outside-allowlist",
        title: "S3 request from outside the allowlist was blocked",
        severity: "medium",
        cause: "perimeter-likely",
        summary: `arn:aws:sts::${OWNER}:assumed-role/app/i-0abc was refused GetObject on bucket sensitive-data from 198.51.100.23, very likely by the perimeter sensitive-data`,
        dedupKey: `s3.blocked-outside-allowlist|arn:aws:iam::${OWNER}:role/team/app|sensitive-data|198.51.100.23`,
        eventId: "0f1e2d3c-1111-4222-8333-444455556666",
        time: Date.UTC(2026, 2, 1, 10, 15, 30),
        event: "GetObject",
        region: "eu-central-1",
        account: OWNER,
        bucket: "sensitive-data",
        key: "reports/2026.csv",
        sourceIp: "198.51.100.23",
        userAgent: "[aws-cli/2.18.5 md/awscrt#0.22.0]",
        errorCode: "AccessDenied",
        readOnly: true,
        actor: `arn:aws:iam::${OWNER}:role/team/app`,
        actorKind: "role",
        actorArn: `arn:aws:sts::${OWNER}:assumed-role/app/i-0abc`,
        actorAccount: OWNER,
        mfa: false,
      },
    ]);
    expect(JSON.parse(JSON.stringify(matches))).toEqual(matches);
  });

  it("asks about both buckets of a copy, each by its own perimeter, in matches that do not count as one", () => {
    const copy = (bucketName: string) =>
      cloudTrailEvent({
        eventName: "CopyObject",
        requestParameters: { bucketName, key: "b.csv", "x-amz-copy-source": "sensitive-data/a.csv" },
      });
    const { detect } = createEngine(detectorSettings());
    const outside = (bucketName: string) =>
      detect(copy(bucketName)).matches.filter(({ detection }) => detection === "s3.access-outside-allowlist");
    const id = copy("elsewhere").id;
    expect(outside("observed-data")).toMatchObject([
      { bucket: "observed-data", event: "CopyObject", cause: "observed", eventId: id },
      { bucket: "sensitive-data", event: "GetObject", cause: "hole", eventId: `${id}|read` },
    ]);
    expect(outside("elsewhere")).toMatchObject([{ bucket: "sensitive-data", eventId: id }]);
    expect(outside("sensitive-data")).toMatchObject([{ bucket: "sensitive-data", event: "CopyObject", eventId: id }]);
  });

  it("asks only the detections that are on", () => {
    const event = cloudTrailEvent({ ...denied, sourceIPAddress: "203.0.113.9" });
    const ids = (detections: Record<string, { enabled: boolean }>) =>
      createEngine(detectorSettings({ detections }))
        .detect(event)
        .matches.map(({ detection }) => detection);
    expect(ids({})).toEqual([]);
    expect(ids({ "s3.denied-inside-allowlist": { enabled: true } })).toEqual(["s3.denied-inside-allowlist"]);
    const stranger = cloudTrailEvent(denied);
    const off = detectorSettings({ detections: { "s3.blocked-outside-allowlist": { enabled: false } } });
    expect(createEngine(off).detect(stranger).matches).toEqual([]);
  });

  it("turns a detection that throws into a failure, and asks the others all the same", () => {
    const error = new TypeError("cannot read properties of undefined");
    const broken = {
      ...s3BlockedOutsideAllowlist,
      id: "s3.broken",
      matches: () => {
        throw error;
      },
    };
    const detected = createEngine(detectorSettings(), [broken, s3BlockedOutsideAllowlist]).detect(
      cloudTrailEvent(denied),
    );
    expect(detected.failures).toEqual([{ detection: "s3.broken", error }]);
    expect(detected.matches).toHaveLength(1);
  });

  it("folds the sessions of a role, and not its addresses", () => {
    const engine = createEngine(detectorSettings());
    const keyFor = (session: string, sourceIPAddress: string) =>
      engine.detect(
        cloudTrailEvent({
          ...denied,
          sourceIPAddress,
          userIdentity: { ...IDENTITIES.role, arn: `arn:aws:sts::${OWNER}:assumed-role/app/${session}` },
        }),
      ).matches[0]?.dedupKey;
    expect(keyFor("one", "198.51.100.1")).toBe(keyFor("two", "198.51.100.1"));
    expect(keyFor("one", "198.51.100.1")).not.toBe(keyFor("one", "198.51.100.2"));
  });
});

const ODD_VALUES = [
  undefined,
  null,
  0,
  -1,
  true,
  "",
  "x".repeat(100_000),
  [],
  ["a", 1],
  {},
  { a: { b: [] } },
  "\u0000\u202e\ud800",
  "constructor",
];

describeWithSharedData("recorded S3 events with a damaged field", (dir) => {
  const folder = join(dir, "cloudtrail");
  const records = readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) => readFileSync(join(folder, file), "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line))
    .filter((record) => record.eventSource === "s3.amazonaws.com");
  const buckets = [
    "sensitive-data",
    ...new Set(records.flatMap((record) => record.requestParameters?.bucketName ?? [])),
  ];
  const engine = createEngine(
    detectorSettings({
      perimeters: [samplePerimeter("all", { buckets })],
      detections: { "s3.denied-inside-allowlist": { enabled: true } },
    }),
  );

  it("make no parser and no detection throw, and give keys that fit the table", () => {
    fc.assert(
      fc.property(
        fc.nat(records.length - 1),
        fc.nat(),
        fc.constantFrom(...ODD_VALUES),
        fc.constantFrom(undefined, "AccessDenied", "VpceAccessDenied"),
        (which, where, value, errorCode) => {
          const record = structuredClone(records[which]);
          if (errorCode) record.errorCode = errorCode;
          const places = placesIn(record);
          const place = places[where % places.length];
          if (place) place.parent[place.field] = value;
          const parsed = parseCloudTrail(where % 2 === 0 ? record : wrap(record));
          if (parsed.kind !== "event") return parsed.reason !== "";
          const { matches, failures } = engine.detect(parsed.event);
          return failures.length === 0 && matches.every((match) => Buffer.byteLength(match.dedupKey) < 2048);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

interface Place {
  readonly parent: Record<string, unknown>;
  readonly field: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((field) => [{ parent, field }, ...placesIn(parent[field])]);
}
