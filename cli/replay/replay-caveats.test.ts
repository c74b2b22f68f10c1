import { Readable } from "node:stream";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import {
  guardDutyDetail,
  guardDutyFinding,
  macieFinding,
  securityHubDetail,
} from "../../testing/fixtures/finding-fixture";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";
import { NO_SCREEN } from "../lib/terminal";
import { jsonReport } from "./json-report";
import { type Replay, replay } from "./replay";
import { tableReport } from "./table-report";

const DAY = 24 * 60 * 60_000;
const START = Date.UTC(2026, 2, 1, 10);

const settings = detectorSettings({
  perimeters: [samplePerimeter("sensitive-data", { scope: "data" })],
  detections: {
    "s3.new-reader": { enabled: true },
    "s3.new-network-for-actor": { enabled: true },
    "s3.access-outside-allowlist": { enabled: false },
  },
});

function replayed(records: readonly unknown[], of = settings): Promise<Replay> {
  const stdin = Readable.from(records.map((record) => Buffer.from(`${JSON.stringify(record)}\n`)));
  return replay(["-"], { settings: of, threads: 1, stdin });
}

const summaryIn = (result: Replay) =>
  (JSON.parse([...jsonReport(result)].at(-1) ?? "") as { summary: Record<string, unknown> }).summary;
const tableOf = (result: Replay) => tableReport(result, NO_SCREEN).join("\n");

const read = (day: number, user = "app", address = "198.51.100.1") =>
  cloudTrail({
    eventID: `${user} ${day} ${address}`,
    eventTime: new Date(START + day * DAY).toISOString(),
    sourceIPAddress: address,
    userIdentity: {
      type: "IAMUser",
      principalId: `AIDA${user}`,
      arn: `arn:aws:iam::111122223333:user/${user}`,
      accountId: "111122223333",
      userName: user,
    },
  });

const days = (count: number) => Array.from({ length: count }, (_, day) => read(day));

describe("a replay of a log that is shorter than detections learn", () => {
  it("names them, with when they will have learned", async () => {
    const result = await replayed([...days(10), read(9.5, "stranger", "192.0.2.9")]);
    expect(result.alerts).toEqual([]);
    const learning = { learningDays: 14, since: "2026-03-01T10:00:00.000Z", until: "2026-03-15T10:00:00.000Z" };
    expect(summaryIn(result)["stillLearning"]).toEqual([
      { detection: "s3.new-reader", ...learning },
      { detection: "s3.new-network-for-actor", ...learning },
    ]);
    expect(tableOf(result)).toContain(
      "Still learning at the end of these records: s3.new-reader. It learns for 14 days, until 2026-03-15; meanwhile it alerts on nothing.",
    );
  });

  it("names those that found nothing to learn from", async () => {
    const other = cloudTrail({ eventName: "ListBuckets", requestParameters: null });
    expect(summaryIn(await replayed([other]))["stillLearning"]).toContainEqual({
      detection: "s3.new-reader",
      learningDays: 14,
      since: null,
      until: null,
    });
  });

  it("names none where the log is long enough, or nothing that learns is on", async () => {
    const long = await replayed([...days(20), read(19.5, "stranger", "192.0.2.9")]);
    expect(summaryIn(long)).not.toHaveProperty("stillLearning");
    expect(long.alerts.map(({ match }) => [match.detection, match.actor]).toSorted()).toEqual([
      ["s3.new-network-for-actor", "arn:aws:iam::111122223333:user/stranger"],
      ["s3.new-reader", "arn:aws:iam::111122223333:user/stranger"],
    ]);
    const off = detectorSettings({ perimeters: [samplePerimeter("sensitive-data")] });
    expect(summaryIn(await replayed(days(3), off))).not.toHaveProperty("stillLearning");
  });

  it("is not made long by one record of another year", async () => {
    const early = await replayed([read(-20_000), ...days(12), read(11.5, "stranger", "192.0.2.9")]);
    const late = await replayed([...days(12), read(11.5, "stranger", "192.0.2.9"), read(365)]);
    const tiny = await replayed([...days(4), read(27_000)]);
    expect(summaryIn(tiny)["stillLearning"]).toHaveLength(2);
    for (const result of [early, late]) {
      expect(summaryIn(result)["stillLearning"]).toHaveLength(2);
      expect(result.alerts).toEqual([]);
    }
  });
});

describe("a record dated far from all others", () => {
  const bare = (id: string, day: number) =>
    securityHubDetail({ Id: id, UpdatedAt: new Date(START + day * DAY).toISOString() });

  it("counts within the log's own time, which its alert and the summary say", async () => {
    const month = Array.from({ length: 30 }, (_, day) => bare("vendor/one", day));
    const result = await replayed([bare("vendor/one", 27_000), ...month]);
    const [{ match } = { match: undefined }] = result.alerts.filter(
      ({ match }) => match.details?.["Time in the record"],
    );
    expect(result.alerts.every(({ lastSeen }) => lastSeen <= START + 29 * DAY)).toBe(true);
    expect(result.summary).toMatchObject({ read: 31, matched: 31 });
    expect(match?.details?.["Time in the record"]).toBe("2100-02-01T10:00:00.000Z, which cannot be");
    expect(summaryIn(result)["mistimed"]).toEqual({
      records: 1,
      from: "2026-03-01T10:00:00.000Z",
      to: "2026-03-30T10:00:00.000Z",
    });
    expect(tableOf(result)).toContain(
      "1 record dated more than half a year from all others, which cannot be: counted within 2026-03-01 to 2026-03-30.",
    );
  });

  it("is not spoken of where there is none", async () => {
    expect(summaryIn(await replayed(days(15)))).not.toHaveProperty("mistimed");
  });
});

describe("a sample finding", () => {
  const service = { serviceName: "guardduty", archived: false, count: 1, additionalInfo: { sample: true } };
  const newer = { ...service, additionalInfo: { type: "default", value: '{"sample":true}' } };

  it.each([
    ["GuardDuty's", guardDutyFinding({ service })],
    ["GuardDuty's of today", guardDutyFinding({ service: newer })],
    ["GuardDuty's without its envelope", guardDutyDetail({ service })],
    ["Macie's", macieFinding({ sample: true })],
  ])("%s is skipped, counted and named", async (_, sample) => {
    const result = await replayed([sample, guardDutyFinding()]);
    expect(result.summary).toMatchObject({ read: 1, skipped: 1 });
    expect(result.skippedBecause).toEqual([
      { reason: "sample, ignored: a finding that was made to try things out", count: 1 },
    ]);
    expect(result.unreadable).toEqual([]);
  });
});
