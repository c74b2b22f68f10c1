import type { StoredIncident } from "@palisade/engine/incidents/store";
import type { Delivery } from "@palisade/functions/delivery/dynamodb-deliveries";
import {
  type Answers,
  CONFIG,
  configOf,
  fakeAws,
  HOME,
  healthy,
  NOW,
  refuse,
} from "../../testing/fixtures/doctor-fixture";
import { type SendTestDeps, sendTest } from "./send-test";

/** The chain as a test meets it; `state` says what the table holds when it is asked for the nth time. */
async function run(
  answers: Answers,
  state: (nth: number, eventId: string) => "nothing" | "counted" | "told" | Error,
  config = CONFIG,
  deliveries: readonly (Delivery | undefined | Error)[] = [{ state: "sent" }],
) {
  const sent: string[] = [];
  const stages: string[] = [];
  let clock = NOW;
  let asked = 0;
  let looked = 0;
  const channels = new Set<string>();
  const send = ({ MessageBody }: Readonly<Record<string, unknown>>) => {
    sent.push(String(MessageBody));
    return {};
  };
  const deps: SendTestDeps = {
    config,
    aws: fakeAws({ ...healthy(config), SendMessage: send, ...answers }),
    caller: async () => ({ kind: "unknown", why: "not asked" }),
    loadIncident: async () => {
      const eventId = JSON.parse(sent[0] ?? "{}").detail.eventID as string;
      const now = state(++asked, eventId);
      if (now instanceof Error) throw now;
      if (now === "nothing") return undefined;
      const pending = now === "told" ? [] : [{}];
      return {
        version: 1,
        state: { pending, incident: { eventIds: [eventId], announced: 1 } },
      } as unknown as StoredIncident;
    },
    loadDelivery: async (channel) => {
      channels.add(channel);
      const now = deliveries[Math.min(looked++, deliveries.length - 1)];
      if (now instanceof Error) throw now;
      return now;
    },
    now: () => clock,
    sleep: async (milliseconds) => {
      clock += milliseconds;
    },
    patienceSeconds: 60,
    onStage: (what) => stages.push(what),
  };
  return { lines: await sendTest(deps), sent, stages, channels: [...channels] };
}

const metric = (index: number) => ({
  GetMetricData: () => ({ MetricDataResults: [{ Id: `m${index}`, Timestamps: [new Date(NOW)], Values: [2] }] }),
});

describe("sendTest", () => {
  it("follows the event through the table and the topic to its channel and its delivery", async () => {
    const told = (nth: number) => (nth < 3 ? "nothing" : nth < 5 ? "counted" : "told");
    const { lines, sent, stages, channels } = await run(metric(0), told);
    expect(lines.map(({ status }) => status)).toEqual(["pass", "pass", "pass", "pass", "pass"]);
    expect(lines.at(-1)?.why).toMatch(/^2 delivered, none failed/);
    expect(stages).toHaveLength(5);
    expect(sent).toHaveLength(1);
    // The other channel is for what is graver.
    expect(channels).toEqual(["team"]);
  });

  const REFUSED = { state: "refused", reason: "answered 404" } as const;
  const FAILED = { state: "failed", reason: "answered 500" } as const;
  it.each<[string, readonly (Delivery | undefined | Error)[], string, RegExp]>([
    ["took it in the end", [undefined, { state: "sending" }, FAILED, { state: "sent" }], "pass", /^its vendor took/],
    ["keeps it for the digest", [{ state: "held" }], "pass", /quiet hours/],
    ["folds it", [{ state: "folded" }], "pass", /rateCap/],
    ["was refused", [REFUSED], "fail", /^refused: answered 404$/],
    ["fails and fails", [FAILED], "fail", /^fails, and is tried again: answered 500$/],
    ["never had it", [undefined], "fail", /has not had the alert after 60 s$/],
    ["is not to be looked at", [refuse()], "unknown", /dynamodb:GetItem/],
  ])("says that a channel %s, and looks at deliveries all the same", async (_, deliveries, status, why) => {
    const { lines } = await run(metric(0), () => "told", CONFIG, deliveries);
    const [channel, delivered] = lines.slice(-2);
    expect(channel).toMatchObject({ status, subject: "test: taken by channel team", why: expect.stringMatching(why) });
    expect(delivered).toMatchObject({ status: "pass", subject: "test: delivered by palisade-alerts" });
  });

  it("does not know where a channel did not have it that a bucket's tag may send it away from", async () => {
    const config = { ...CONFIG, enrich: { databases: [], networks: [], lists: [], bucketTags: {}, firstSeen: false } };
    const { lines } = await run(metric(0), () => "told", config as unknown as typeof CONFIG, [undefined]);
    expect(lines.at(-2)).toMatchObject({ status: "unknown", why: expect.stringMatching(/a tag of the bucket/) });
  });

  it("waits for no channel where there is none", async () => {
    const config = configOf("perimeters: {one: {buckets: [example-data], allow: {cidrs: [203.0.113.0/24]}}}");
    const { lines } = await run(metric(0), () => "told", config);
    expect(lines.map(({ subject }) => subject)).toHaveLength(4);
  });

  it("says in all that people read that it is a test", async () => {
    const { sent, lines } = await run(metric(0), () => "told");
    const { detail, source } = JSON.parse(sent[0] ?? "") as { source: string; detail: Record<string, unknown> };
    expect(source).toBe("aws.s3");
    expect(detail).toMatchObject({ palisadeTest: true, userAgent: "palisade doctor --send-test", awsRegion: HOME });
    expect(JSON.stringify(detail["userIdentity"])).toContain("THIS-IS-A-TEST-of-palisade");
    expect(lines[0]?.why).toContain('"TEST: S3 request from outside the allowlist was blocked"');
  });

  it("takes another address where the allowlist holds the first", async () => {
    const config = configOf(`
perimeters: {one: {mode: enforce, scope: data, buckets: [{name: example-data, create: true}], allow: {cidrs: [192.0.2.0/24]}}}
`);
    const { sent } = await run(metric(0), () => "told", config);
    expect(JSON.parse(sent[0] ?? "").detail.sourceIPAddress).toBe("198.51.100.1");
  });

  it("is a new incident every time", async () => {
    const arnOf = async () => JSON.parse((await run(metric(0), () => "told")).sent[0] ?? "").detail.userIdentity.arn;
    expect(await arnOf()).not.toBe(await arnOf());
  });

  it.each<[string, Answers, Parameters<typeof run>[1], string, RegExp]>([
    ["may not send", { SendMessage: refuse }, () => "told", "unknown", /sqs:SendMessage/],
    ["finds no incident", {}, () => "nothing", "fail", /no incident in table palisade-incidents after 60 s/],
    ["may not read the table", {}, () => refuse(), "unknown", /dynamodb:GetItem/],
    ["sees an alert that is not published", {}, () => "counted", "fail", /counted, but not published/],
    ["sees a delivery that failed", metric(1), () => "told", "fail", /0 delivered, 2 not/],
    ["sees no delivery", {}, () => "told", "unknown", /reports no delivery after 60 s/],
    ["may not see deliveries", { GetMetricData: refuse }, () => "told", "unknown", /cloudwatch:GetMetricData/],
  ])("stops where it %s", async (_name, answers, state, status, why) => {
    const { lines } = await run(answers, state);
    expect(lines.at(-1)).toMatchObject({ status, why: expect.stringMatching(why) });
    expect(lines.slice(0, -1).every((line) => line.status === "pass")).toBe(true);
  });

  it("sends nothing where nothing would come of it", async () => {
    const config = configOf(`
perimeters: {one: {buckets: [example-data], allow: {cidrs: [203.0.113.0/24]}}}
detections: {s3.blocked-outside-allowlist: {enabled: false}}
`);
    const { lines, sent } = await run({}, () => "told", config);
    expect(sent).toEqual([]);
    expect(lines).toEqual([expect.objectContaining({ status: "unknown", fix: expect.stringContaining("enable") })]);
  });
});
