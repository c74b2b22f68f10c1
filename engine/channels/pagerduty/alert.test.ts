import * as fc from "fast-check";
import * as z from "zod";
import { anAlert } from "../../../testing/fixtures/alert-fixture";
import { expectPlain, RUNBOOKS, textsOf } from "../../../testing/fixtures/channel-fixture";
import { hostileAlert, WIDE_CHARACTERS, worstAlert } from "../../../testing/fixtures/hostile-text-fixture";
import { received } from "../../../testing/fixtures/received-alert-fixture";
import { pagerDutyAlert } from "./alert";
import { pagerDuty } from "./pagerduty";

const KEY = "0123456789abcdef0123456789abcdef";

// As documented at https://developer.pagerduty.com/docs/events-api-v2/trigger-events/.
const head = { routing_key: z.string().length(32), dedup_key: z.string().min(1).max(255) };
const event = z.union([
  z.strictObject({
    ...head,
    event_action: z.literal("trigger"),
    client: z.string(),
    payload: z.strictObject({
      summary: z.string().min(1).max(1024),
      source: z.string().min(1),
      severity: z.enum(["critical", "error", "warning", "info"]),
      timestamp: z.iso.datetime(),
      component: z.string(),
      group: z.string(),
      class: z.string(),
      custom_details: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    }),
    links: z.array(z.strictObject({ href: z.url({ protocol: /^https$/ }), text: z.string() })),
  }),
  z.strictObject({ ...head, event_action: z.literal("resolve") }),
]);

function expectSafe(alert: Parameters<typeof received>[0]): void {
  const sent = pagerDutyAlert(received(alert), KEY, RUNBOOKS);
  event.parse(sent);
  expect(Buffer.byteLength(JSON.stringify(sent))).toBeLessThan(512_000);
  expectPlain(textsOf(sent, ["href"]));
}

describe("pagerDutyAlert", () => {
  it("triggers one incident of theirs for one of ours, and resolves it at its end", () => {
    const [opened, raised, closed] = (["opened", "raised", "closed"] as const).map((kind, index) =>
      pagerDutyAlert(received(anAlert({}, { id: `7.${index}`, kind })), KEY),
    );
    expect(opened).toMatchObject({
      event_action: "trigger",
      payload: { severity: "warning", source: "sensitive-data" },
    });
    expect(raised).toMatchObject({ event_action: "trigger", dedup_key: opened?.dedup_key });
    expect(closed).toEqual({ routing_key: KEY, event_action: "resolve", dedup_key: opened?.dedup_key });
  });

  it("resolves nothing that is newer", () => {
    const late = pagerDutyAlert(received(anAlert({}, { id: "7.1", kind: "closed" })), KEY);
    const next = pagerDutyAlert(received(anAlert({}, { id: "8.0" })), KEY);
    expect(next.dedup_key).not.toBe(late.dedup_key);
  });

  it.each([
    ["critical", "critical"],
    ["high", "error"],
    ["medium", "warning"],
    ["low", "info"],
    ["informational", "info"],
  ] as const)("calls %s %s", (severity, theirs) => {
    expect(pagerDutyAlert(received(anAlert({ severity })), KEY)).toMatchObject({ payload: { severity: theirs } });
  });

  it("shows in its details what the e-mail shows", () => {
    expect(pagerDutyAlert(received(anAlert()), KEY)).toMatchObject({
      payload: {
        summary: expect.stringMatching(/^MEDIUM: S3 request from outside the allowlist was blocked: User arn/),
        custom_details: {
          Who: "arn:aws:iam::111122223333:user/alice (user, account 111122223333, without MFA)",
          "What to do next": expect.arrayContaining([expect.stringMatching(/^1\. The request was refused/)]),
        },
      },
    });
  });

  it("stays text and within its limits, whatever comes in", () => {
    void fc.assert(fc.property(hostileAlert, expectSafe), { numRuns: 100 });
    for (const char of WIDE_CHARACTERS) expectSafe({ ...worstAlert(char), kind: "opened" });
  });

  it("goes to the one address there is", () => {
    const settings = { kind: "pagerduty", routingKey: "ssm:/palisade/pager" } as const;
    const channel = pagerDuty.open(settings, { project: "palisade", links: {}, now: () => 0 });
    expect(channel.alertRequest(received(anAlert()), KEY).url).toBe("https://events.pagerduty.com/v2/enqueue");
  });
});
