import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Candidate } from "@palisade/engine/detections/engine/candidate";
import { createEngine, type Detected } from "@palisade/engine/detections/engine/engine";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import { type Fields, fieldsOf, textOf } from "@palisade/engine/events/fields";
import { parseEvents } from "@palisade/engine/events/parse-events";
import { createMemoryStateStore } from "@palisade/engine/incidents/state/create-state-store";
import fc from "fast-check";
import { cloudTrail, FOREIGN, IDENTITIES } from "../../testing/fixtures/cloudtrail-fixture";
import { describeWithSharedData } from "../../testing/shared-data";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";

/** Judged against a perimeter or about a change of one object's protection: other suites cover these. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "s3.blocked-outside-allowlist",
  "s3.access-outside-allowlist",
  "s3.denied-inside-allowlist",
  "s3.object-acl-opened",
  "s3.retention-bypassed",
]);
/** On requests, not on changes of buckets or identities. */
const ON_REQUESTS = DETECTIONS.filter(
  ({ id, kind, purpose }) => kind === "call" && purpose !== "changes" && !id.startsWith("iam.") && !ELSEWHERE.has(id),
);

function linesOf(path: string): readonly Fields[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line): Fields => JSON.parse(line));
}

function mostCommon(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

/** All detections, also those that are off by default, as if the logs were one's own and every bucket in them protected. */
function engineFor(records: readonly Fields[]) {
  const buckets = records.flatMap((record) => textOf(fieldsOf(record["requestParameters"])["bucketName"]) ?? []);
  const account = mostCommon(records.flatMap((record) => textOf(record["recipientAccountId"]) ?? []));
  const perimeters = [samplePerimeter("all", { buckets: [...new Set(buckets)] })];
  return createEngine(detectorSettings({ account, trustedAccounts: [], perimeters }), ON_REQUESTS);
}

/** What the detections say of records, heard by their patterns as in AWS. */
function detect(records: readonly Fields[]): readonly Detected[] {
  const engine = engineFor(records);
  const detected = records.flatMap((record) => {
    const parsed = parseEvents(record);
    return parsed.kind === "events" ? parsed.events.map((event) => engine.detect(event)) : [];
  });
  expect(detected.flatMap(({ failures }) => failures)).toEqual([]);
  return detected;
}

async function promotedOf(candidates: readonly Candidate[]) {
  const { promoted, failures } = await createMemoryStateStore().promote(candidates);
  expect([...failures]).toEqual([]);
  return [...promoted.values()];
}

/** How often each detection matched, and in how many incidents, once its state let it. */
async function alertsOn(records: readonly Fields[]): Promise<Readonly<Record<string, string>>> {
  const detected = detect(records);
  const matches = detected.flatMap((one) => one.matches);
  const all = [...matches, ...(await promotedOf(detected.flatMap(({ candidates }) => candidates)))];
  const names = [...new Set(all.map(({ detection, severity }) => `${detection} ${severity}`))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const some = all.filter(({ detection, severity }) => `${detection} ${severity}` === name);
      const incidents = new Set(some.map(({ dedupKey }) => dedupKey)).size;
      return [name, `${some.length} in ${incidents}`];
    }),
  );
}

describeWithSharedData("recorded requests for data", (dir) => {
  it.each([
    [
      "cloudtrail/otrf_s3_honeybucket_reconstructed.jsonl",
      { "s3.anonymous-access high": "140 in 1", "s3.new-network-for-actor medium": "4 in 4" },
    ],
    ["cloudtrail/boogy_cloudtrail_rs.jsonl", { "s3.credential-file-read medium": "1 in 1" }],
    ["cloudtrail/invictus.jsonl", { "s3.buckets-listed low": "3 in 2" }],
    ["cloudtrail/awsdocs.jsonl", { "s3.buckets-listed low": "1 in 1" }],
    ["cloudtrail/cribl.jsonl", { "s3.buckets-listed low": "1 in 1" }],
    // Ordinary work, management calls only, or services that look around.
    ["cloudtrail/opensearch_catalog.jsonl", {}],
    ["cloudtrail/stratus.jsonl", {}],
    ["cloudtrail/traildiscover.jsonl", {}],
    ["cloudtrail/umccr_examples.jsonl", {}],
    ["cloudtrail/splunk_data_sources.jsonl", {}],
    ["cloudtrail/streamalert.jsonl", {}],
  ])("raise what a person wants to hear of on %s", async (file, expected) => {
    const path = join(dir, file);
    if (!existsSync(path)) return;
    expect(await alertsOn(linesOf(path))).toEqual(expected);
  });

  it.each([
    ["AWS.S3.CopyObjectToExternalAccountBucket", "s3.copied-to-foreign-account"],
    ["AWS.S3.DeleteObjects", "s3.batch-delete"],
    ["AWS.S3.RansomwareNoteUpload", "s3.ransom-note"],
    ["AWS.CloudTrail.VPCE.AccessDenied", "s3.vpc-endpoint-denied"],
    ["AWS.CloudTrail.VPCE.ExternalPrincipal", "s3.foreign-principal-through-vpc-endpoint"],
  ])("agree with the expectations of %s", (rule, detection) => {
    const tests = linesOf(join(dir, "panther/cloudtrail.jsonl")).filter((test) => test["rule_id"] === rule);
    const verdicts = tests.map((test) => {
      // Whether one event counts, whatever has to come together.
      const said = detect([fieldsOf(test["log"])]).flatMap(({ matches, candidates }) => [
        ...matches,
        ...candidates.map(({ match }) => match),
      ]);
      return [test["test_name"], said.some((match) => match.detection === detection)];
    });
    expect(verdicts).toEqual(tests.map((test) => [test["test_name"], test["expected"]]));
  });
});

describe("requests for data", () => {
  const copy = {
    eventName: "CopyObject",
    requestParameters: { bucketName: "mirror", "x-amz-copy-source": "sensitive-data/reports/2026.csv" },
    resources: [{ type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::mirror", accountId: FOREIGN }],
  };
  const samples: readonly Fields[] = [
    {},
    copy,
    { eventName: "DeleteObject", requestParameters: { versionId: "abc" } },
    { eventName: "DeleteObjects", resources: [{ type: "AWS::S3::Object", ARN: "arn:aws:s3:::sensitive-data/a" }] },
    {
      eventName: "PutObject",
      requestParameters: { key: "how-to-decrypt.txt", "x-amz-server-side-encryption-customer-algorithm": "AES256" },
    },
    { eventName: "GetObject", additionalEventData: { bytesTransferredOut: 5e7, AuthenticationMethod: "QueryString" } },
    { eventName: "GetObject", errorCode: "AccessDenied", tlsDetails: { tlsVersion: "TLSv1" } },
    { eventName: "GetBucketAcl", managementEvent: true, errorCode: "AccessDenied" },
    { eventName: "GetObject", eventType: "AwsVpceEvent", vpcEndpointId: "vpce-1", userIdentity: IDENTITIES.foreign },
    { eventName: "ListObjects", userAgent: "[rclone/1 kali]", requestParameters: { bucketName: "decoy-bucket" } },
    { eventName: "DeleteObject", requestParameters: { bucketName: "trail-logs" } },
  ].map((overrides) => cloudTrail(overrides));

  const engine = createEngine(detectorSettings(), ON_REQUESTS);
  const failuresOn = (record: unknown) => {
    const parsed = parseEvents(record);
    const events = parsed.kind === "events" ? parsed.events : [];
    return events.flatMap((event) => engine.detect(event, ON_REQUESTS).failures);
  };

  const anything = fc.oneof(
    fc.constantFrom(
      null,
      undefined,
      "",
      0,
      -1,
      Number.NaN,
      true,
      [],
      {},
      [null],
      "%",
      "%E0%A4%A",
      "a/".repeat(50_000),
      "arn:".repeat(25_000),
    ),
    fc.anything(),
  );

  it("never make a detection throw, whatever is missing or of another type", () => {
    const nested = ["requestParameters", "additionalEventData", "userIdentity", "tlsDetails", "responseElements"];
    const keys = [
      "bucketName",
      "key",
      "prefix",
      "versionId",
      "x-amz-copy-source",
      "x-amz-server-side-encryption-aws-kms-key-id",
    ];
    const inner = [
      ...keys,
      "accountId",
      "arn",
      "type",
      "bytesTransferredOut",
      "SSEApplied",
      "tlsVersion",
      "AuthenticationMethod",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.constantFrom(...Object.keys(cloudTrail(copy)), ...nested, "vpcEndpointAccountId"),
        fc.option(fc.constantFrom(...inner)),
        anything,
        (sample, field, key, value) => {
          const changed = key === null ? value : { ...fieldsOf(sample[field]), [key]: value };
          expect(failuresOn({ ...sample, [field]: changed })).toEqual([]);
          expect(failuresOn({ ...sample, resources: [value, { ARN: value, accountId: value }] })).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("raise nothing in a storm of AWS's own refused log delivery", () => {
    const storm = Array.from({ length: 10_000 }, (_, index) =>
      cloudTrail({
        eventName: "PutObject",
        readOnly: false,
        eventID: `storm-${index}`,
        errorCode: "AccessDenied",
        userIdentity: IDENTITIES.service,
        sourceIPAddress: "delivery.logs.amazonaws.com",
        vpcEndpointId: "vpce-0aaaaaaaaaaaaaaaa",
      }),
    );
    expect(detect(storm).filter(({ matches, candidates }) => matches.length + candidates.length > 0)).toEqual([]);
  });

  const minute = (index: number) => new Date(Date.UTC(2026, 2, 1, 10, index)).toISOString().replace(".000Z", "Z");
  const series = (count: number, of: (index: number) => Fields) =>
    Array.from({ length: count }, (_, index) => cloudTrail({ ...of(index), eventID: `event-${index}` }));

  it.each<[string, number, (index: number) => Fields, number, string]>([
    ["25 refusals at one address", 25, () => ({ errorCode: "AccessDenied" }), 24, "s3.access-denied-burst"],
    ["50 deletions", 50, (i) => ({ eventName: "DeleteObject", eventTime: minute(i) }), 49, "s3.object-delete-burst"],
    [
      "20 deleted versions",
      20,
      () => ({ eventName: "DeleteObject", requestParameters: { versionId: "a" } }),
      19,
      "s3.version-purge",
    ],
    ["five batches", 5, () => ({ eventName: "DeleteObjects" }), 4, "s3.batch-delete-burst"],
    ["50 MB", 10, () => ({ additionalEventData: { bytesTransferredOut: 5_000_000.0 } }), 9, "s3.bulk-download"],
  ])("match at %s and not before", async (_, enough, of, tooFew, detection) => {
    const matched = async (count: number) => {
      const candidates = detect(series(count, of)).flatMap((one) => one.candidates);
      return (await promotedOf(candidates)).some((match) => match.detection === detection);
    };
    expect([await matched(tooFew), await matched(enough)]).toEqual([false, true]);
  });

  it("match copies out of a bucket that is emptied afterwards, and not the other way around", async () => {
    const copies = (from: number) => series(10, (i) => ({ ...copy, eventTime: minute(from + i) }));
    const deletions = (from: number) =>
      series(1, () => ({ eventName: "DeleteObjects", eventTime: minute(from) })).map((record) => ({
        ...record,
        eventID: "deletion",
      }));
    const isTheft = async (records: readonly Fields[]) => {
      const candidates = detect(records).flatMap((one) => one.candidates);
      return (await promotedOf(candidates)).some(({ detection }) => detection === "s3.copied-out-then-batch-deleted");
    };
    expect(await isTheft([...copies(0), ...deletions(30)])).toBe(true);
    expect(await isTheft([...copies(20), ...deletions(0)])).toBe(false);
  });
});
