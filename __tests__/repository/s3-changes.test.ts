import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import { type Fields, fieldsOf } from "@palisade/engine/events/fields";
import { parseEvents } from "@palisade/engine/events/parse-events";
import { describeWithSharedData } from "../../testing/shared-data";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";

/** The bucket of logs that an attack on a trail empties, and the bucket whose object is opened. */
const LOG_BUCKET = "stratus-red-team-ctlr-bucket-zqfsvooxqj";
const OPENED = samplePerimeter("example-bucket-to-ignore");

const ON_OBJECTS: ReadonlySet<string> = new Set(["s3.object-acl-opened", "s3.retention-bypassed"]);
const ON_CHANGES = DETECTIONS.filter(
  ({ id, purpose }) => id.startsWith("s3.") && (purpose === "changes" || ON_OBJECTS.has(id)),
);

const settings = detectorSettings({ logBuckets: [LOG_BUCKET], perimeters: [OPENED], sids: {} });
const engine = createEngine(settings, ON_CHANGES);

function linesOf(path: string): readonly Fields[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line): Fields => JSON.parse(line));
}

/** These records were edited by hand: their time is not a time, and they have an empty error where a record has no error. */
function repaired(record: Fields): Fields {
  const { errorCode, eventTime, ...rest } = record;
  return {
    ...rest,
    eventTime: eventTime === "..." ? "2017-01-01T00:00:00Z" : eventTime,
    ...(errorCode !== "" && errorCode !== undefined && { errorCode }),
  };
}

/** What the detections say of a record, heard by their patterns as in AWS; protections that are counted are left out. */
function found(raw: Fields): readonly string[] {
  const parsed = parseEvents(repaired(fieldsOf(raw["detail"] ?? raw)));
  if (parsed.kind !== "events") return [];
  return parsed.events.flatMap((event) => {
    const { matches, failures } = engine.detect(event);
    expect(failures).toEqual([]);
    return matches.map(({ detection, severity, bucket }) => `${detection} ${severity} ${bucket}`);
  });
}

describeWithSharedData("recorded changes of buckets", (dir) => {
  it.each([
    [
      "invictus.jsonl",
      [
        `s3.lifecycle-expires-soon critical ${LOG_BUCKET}`,
        "s3.bucket-deleted medium stratus-red-team-bdbp-lhfzvgcamn",
        "s3.bucket-deleted medium stratus-red-team-olc-bucket-xhfgzaowxc",
        "s3.policy-deleted medium stratus-red-team-bdbp-lhfzvgcamn",
        "s3.bucket-deleted medium stratus-red-team-backdoor-f-bucket-ufamgrrnmw",
      ],
    ],
    [
      "splunk_data_sources.jsonl",
      ["s3.bucket-acl-opened high patricktestbucket19", "s3.replication-to-stranger medium git-wild-hunt-results"],
    ],
    ["awsdocs.jsonl", ["s3.bucket-deleted medium my-test-bucket-cross-account"]],
    ["cribl.jsonl", ["s3.bucket-deleted medium another-new-bucket"]],
  ])("are found among the calls of %s, and nothing else is", (file, expected) => {
    expect(linesOf(join(dir, "cloudtrail", file)).flatMap(found)).toEqual(expected);
  });

  it("are found in EventBridge's envelopes", () => {
    const [acl, ...others] = linesOf(join(dir, "cloudtrail_eventbridge", "streamalert.jsonl")).flatMap(found);
    expect(acl).toMatch(/^s3\.bucket-acl-opened high /);
    expect(others).toEqual(["s3.object-acl-opened high example-bucket-to-ignore"]);
  });

  it("are not found in ordinary traffic, on honey buckets, or in attacks on other services", () => {
    const files = ["opensearch_catalog", "otrf_s3_honeybucket_reconstructed", "stratus", "traildiscover"];
    const records = files.flatMap((name) => linesOf(join(dir, "cloudtrail", `${name}.jsonl`)));
    expect(records.length).toBeGreaterThan(500);
    expect(records.flatMap(found)).toEqual([]);
  });

  // Panther's rule, and the detection that looks for the same.
  const PEERS = {
    "AWS.S3.BucketDeleted": "s3.bucket-deleted",
    "AWS.S3.DeleteBucketEncryption": "s3.encryption-weakened",
    "AWS.S3.DeleteBucketReplication": "s3.replication-deleted",
    "AWS.S3.DeletePublicAccessBlock": "s3.public-access-block-weakened",
    "AWS.S3.DisableBucketLogging": "s3.access-logging-disabled",
    "AWS.S3.DisableMfaDelete": "s3.mfa-delete-disabled",
  };
  const cases = linesOf(join(dir, "panther", "cloudtrail.jsonl"));

  it.each(Object.entries(PEERS))("agree with the cases of %s", (rule, detection) => {
    const ofRule = cases.filter(({ rule_id }) => rule_id === rule);
    const isFound = ofRule.map(({ log }) => found(fieldsOf(log)).some((text) => text.startsWith(`${detection} `)));
    expect(ofRule).not.toHaveLength(0);
    expect(isFound).toEqual(ofRule.map(({ expected }) => expected));
  });
});
