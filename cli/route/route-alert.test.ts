import { channelsOf } from "@palisade/engine/alerts/routing";
import { SEVERITIES } from "@palisade/engine/severity";
import * as fc from "fast-check";
import { parseConfig } from "../../config/load-config";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { type RouteQuestion, routeAlert } from "./route-alert";
import { routeReport } from "./route-report";

const CONFIG = parseConfig(
  `
project: palisade
account: "111122223333"
region: eu-central-1
perimeters:
  vault: { buckets: [{ name: example-vault }], allow: { cidrs: [203.0.113.0/24] } }
alerts: { email: [soc@example.com], emailSeverity: medium, sms: ["+4915112345678"], smsSeverity: critical }
channels:
  team-slack: { kind: slack, webhook: ssm:/palisade/slack }
  on-call: { kind: pagerduty, routingKey: secretsmanager:palisade/pagerduty }
  soc: { kind: webhook, url: https://soc.example.com/hook, secret: ssm:/palisade/soc, rateCap: 5 }
  hub: { kind: securityhub }
routes:
  - { severity: high, channels: [on-call, team-slack] }
  - { buckets: ["logs-*"], channels: [soc] }
  - { detections: ["iam.*"], accounts: ["111122223333"], channels: [soc, team-slack] }
  - { severity: informational, channels: [hub] }
default: [team-slack]
quietHours: { from: "20:00", to: "07:00", timezone: Europe/Berlin, below: critical }
digest: { at: "08:30", timezone: Europe/Berlin }
`,
  "palisade.yaml",
);

const DAY = Date.parse("2026-03-02T11:00:00Z");
const NIGHT = Date.parse("2026-03-01T23:10:00Z");
const ask = (change: Partial<RouteQuestion>): RouteQuestion => ({
  severity: "high",
  account: "111122223333",
  at: DAY,
  ...change,
});
const namesFor = (change: Partial<RouteQuestion>) => routeAlert(ask(change), CONFIG).channels.map(({ name }) => name);

describe("routeAlert", () => {
  it("names the channels of every route that fits", () => {
    expect(namesFor({})).toEqual(["team-slack", "on-call", "hub"]);
    expect(namesFor({ severity: "low" })).toEqual(["hub"]);
    expect(namesFor({ severity: "low", bucket: "logs-eu" })).toEqual(["soc", "hub"]);
    expect(namesFor({ severity: "low", detection: "iam.access-key-created" })).toEqual(["team-slack", "soc", "hub"]);
    expect(namesFor({ severity: "low", detection: "iam.access-key-created", account: "444455556666" })).toEqual([
      "hub",
    ]);
  });

  it("names the channels that the detector would", () => {
    const question = fc.record({
      severity: fc.constantFrom(...SEVERITIES),
      detection: fc.constantFrom("s3.bulk-download", "iam.access-key-created"),
      bucket: fc.constantFrom("logs-eu", "example-vault"),
      account: fc.constantFrom("111122223333", "444455556666"),
      at: fc.integer({ min: NIGHT, max: DAY }),
    });
    void fc.assert(
      fc.property(question, (asked) => {
        const { severity, detection, bucket, account } = asked;
        const alert = anAlert({ detection, bucket, account }, { severity });
        const names = routeAlert(asked, CONFIG).channels.map(({ name }) => name);
        expect([...names].sort()).toEqual([...channelsOf(alert, CONFIG.routing)].sort());
      }),
    );
  });

  it("sends people what their severity lets through", () => {
    const people = (severity: RouteQuestion["severity"]) => {
      const { email, sms } = routeAlert(ask({ severity }), CONFIG);
      return [email.length, sms.length];
    };
    expect(SEVERITIES.map(people)).toEqual([
      [0, 0],
      [0, 0],
      [1, 0],
      [1, 0],
      [1, 1],
    ]);
  });

  it("says until when quiet hours hold an alert back, and which digest has it", () => {
    const [slack, pager, hub] = routeAlert(ask({ at: NIGHT }), CONFIG).channels;
    const held = { until: Date.parse("2026-03-02T06:00:00Z"), digestAt: Date.parse("2026-03-02T07:30:00Z") };
    expect(slack).toEqual({ name: "team-slack", kind: "slack", rateCap: 60, held, takesDigests: true });
    expect(pager).toMatchObject({ name: "on-call", held, takesDigests: false });
    expect(hub).toEqual({ name: "hub", kind: "securityhub", takesDigests: false });
    expect(routeAlert(ask({ at: NIGHT, severity: "critical" }), CONFIG).channels.some(({ held: one }) => one)).toBe(
      false,
    );
  });
});

describe("routeReport", () => {
  const report = (change: Partial<RouteQuestion>, config = CONFIG) =>
    routeReport(ask(change), routeAlert(ask(change), config), config);

  it("says it in words", () => {
    expect(report({ at: NIGHT })).toEqual([
      "high alert in account 111122223333, at 2026-03-01 23:10 UTC:",
      "  channel team-slack (slack): held back until 2026-03-02 06:00 UTC, then in the digest of 2026-03-02 07:30 UTC",
      "  channel on-call (pagerduty): held back until 2026-03-02 06:00 UTC, then in the digest of 2026-03-02 07:30 UTC, which e-mail and team-slack read and pagerduty does not",
      "  channel hub (securityhub): at once",
      "  e-mail to soc@example.com: at once",
      "  not by text message, which begins at critical (alerts.smsSeverity)",
      "Some routes also ask for detection and bucket: say which with --detection, --bucket.",
    ]);
    expect(report({ severity: "low", bucket: "logs-eu" })).toContain(
      "  channel soc (webhook): at once; above 5 an hour, the rest in one message when the hour is over",
    );
  });

  it("says that no one is reached", () => {
    const alone = {
      ...CONFIG,
      channels: [],
      routing: { routes: [], default: [] },
      alerts: { ...CONFIG.alerts, email: [], sms: [] },
    };
    expect(report({}, alone)).toContain("  reaches no one who is named in palisade.yaml");
  });
});
