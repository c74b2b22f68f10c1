import { parseConfig } from "../../config/load-config";
import { aMatch } from "../../testing/fixtures/match-fixture";
import { foldAlerts } from "./fold-alerts";
import { routed } from "./routed-alert";

const CONFIG = parseConfig(
  `
project: palisade
account: "111122223333"
region: eu-central-1
perimeters:
  vault: { buckets: [example-vault], allow: { cidrs: [203.0.113.0/24] } }
alerts: { email: [soc@example.com] }
channels:
  team: { kind: slack, webhook: ssm:/palisade/slack }
  pager: { kind: pagerduty, routingKey: ssm:/palisade/pagerduty }
  hub: { kind: securityhub }
default: [team, pager, hub]
quietHours: { from: "20:00", to: "07:00", timezone: Europe/Berlin, below: critical }
`,
  "palisade.yaml",
);

function alertAt(time: string, severity: "high" | "critical") {
  const [alert] = foldAlerts([aMatch(0, { severity, time: Date.parse(time) })], () => 60);
  if (!alert) throw new Error("no alert");
  return alert;
}

describe("routed", () => {
  const places = (time: string, severity: "high" | "critical") => {
    const { channels, held } = routed(alertAt(time, severity), CONFIG);
    return { channels, held };
  };
  const channels = ["team", "pager", "hub"];

  it("says from which channels quiet hours keep an alert", () => {
    expect(places("2026-03-01T23:10:00Z", "high")).toEqual({ channels, held: ["team", "pager"] });
    expect(places("2026-03-01T12:10:00Z", "high")).toEqual({ channels, held: [] });
    expect(places("2026-03-01T23:10:00Z", "critical")).toEqual({ channels, held: [] });
  });

  it("sends nothing anywhere without channels", () => {
    const alert = alertAt("2026-03-01T23:10:00Z", "high");
    expect(routed(alert, undefined)).toMatchObject({ channels: [], held: [] });
    expect(routed(alert, { ...CONFIG, channels: [] })).toMatchObject({ channels: [], held: [] });
  });
});
