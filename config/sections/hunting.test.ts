import { enforced } from "../../testing/configurations";
import { parseConfig } from "../load-config";
import { ConfigError } from "../yaml/config-error";

const huntingOf = (lines: string) => parseConfig(enforced(lines), "palisade.yaml").hunting;

function problemsOf(text: string): readonly string[] {
  try {
    parseConfig(text, "palisade.yaml");
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const ORGANISATION = "trail: {existing: organisation-trail}\n";
const LOGS = "s3://organisation-trail-logs/AWSLogs/o-a1b2c3d4e5";

describe("hunting in palisade.yaml", () => {
  it("is absent unless asked for", () => {
    expect(huntingOf("")).toBeUndefined();
    expect(huntingOf("hunting: false")).toBeUndefined();
  });

  it("searches what Palisade's own trail writes, in every region, for as long as it is kept", () => {
    const hunting = huntingOf("hunting: true\nlogs: {retentionDays: 90}");
    expect(hunting).toMatchObject({
      resultsBucket: "palisade-hunting-111122223333-eu-central-1",
      resultsRetentionDays: 30,
      bytesPerQuery: 200 * 1024 ** 3,
      trailLogs: { bucket: "palisade-logs-111122223333-eu-central-1", prefix: "AWSLogs/" },
      accounts: ["111122223333"],
      days: "NOW-92DAYS,NOW",
    });
    expect(hunting?.regions.length).toBeGreaterThan(30);
    expect(hunting?.regions).toEqual(expect.arrayContaining(["eu-central-1", "us-east-1", "ap-southeast-7"]));
    expect(huntingOf("hunting: {}")).toEqual(huntingOf("hunting: true"));
  });

  it("searches where an existing trail writes, back to the day that is named", () => {
    const lines = `hunting: {trailLogs: "${LOGS}/", accounts: ["222233334444", "111122223333"], regions: [eu-central-1], since: 2024-02-29}`;
    expect(huntingOf(ORGANISATION + lines)).toMatchObject({
      trailLogs: { bucket: "organisation-trail-logs", prefix: "AWSLogs/o-a1b2c3d4e5/" },
      accounts: ["111122223333", "222233334444"],
      regions: ["eu-central-1"],
      days: "2024/02/29,NOW",
    });
    expect(huntingOf(`${ORGANISATION}hunting: {trailLogs: "${LOGS}"}`)?.days).toBe("NOW-10YEARS,NOW");
  });

  it.each([
    ["hunting: yes please", "hunting: not a switch"],
    ["hunting: {limitGB: 5}", "hunting.limitGB: unknown key"],
    ["hunting: {limitGb: 0}", "hunting.limitGb: not a whole number in range, got 0"],
    ["hunting: {since: 2026-02-30}", 'hunting.since: no day of the calendar, got "2026-02-30"'],
    ["hunting: {regions: []}", "hunting.regions: no region in it"],
    ["hunting: {regions: [cn-north-1]}", 'hunting.regions.0: in another partition, got "cn-north-1"'],
    ["hunting: {accounts: [222233334444]}", "hunting.accounts.0: not an account id in quotes"],
    [`hunting: {trailLogs: "${LOGS}"}`, "hunting.trailLogs: known already"],
    [`${ORGANISATION}hunting: true`, "hunting: no trailLogs in it, got true, expected where trail organisation-trail"],
    [`${ORGANISATION}hunting: {trailLogs: organisation-trail-logs}`, "hunting.trailLogs: not a place in S3"],
    [`${ORGANISATION}hunting: {trailLogs: "s3://organisation-trail-logs"}`, "hunting.trailLogs: a bucket alone"],
    [
      `${ORGANISATION}hunting: {trailLogs: "${LOGS}", trailKey: "arn:aws:kms:us-east-1:111122223333:key/1"}`,
      "hunting.trailKey: a key of another region",
    ],
    [
      `${ORGANISATION}hunting: {trailLogs: "${LOGS}", bucket: organisation-trail-logs}`,
      "hunting.bucket: keeps results in organisation-trail-logs, which is the trail's bucket",
    ],
    [
      "hunting: {bucket: palisade-logs-111122223333-eu-central-1}",
      "hunting.bucket: keeps results in palisade-logs-111122223333-eu-central-1, which is the log bucket",
    ],
    ["hunting: {bucket: example-data}", "perimeters.sensitive.buckets.0: the bucket of Athena's results"],
    ["hunting: true\nnames: {huntingDatabase: own-name}", "names.huntingDatabase: not a valid name"],
  ])("refuses %j", (lines, expected) => {
    const problems = problemsOf(enforced(lines));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });
});
