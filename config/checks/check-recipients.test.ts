import { CHANNEL_KINDS } from "@palisade/engine/channels/registry";
import { orInWords } from "../fields/in-words";
import { parseConfig } from "../load-config";
import { ConfigError } from "../yaml/config-error";

const HEAD = `
project: palisade
account: "111122223333"
region: eu-central-1
perimeters:
  office: {buckets: [my-bucket], allow: {cidrs: [203.0.113.0/24]}}
`.trimStart();

const PAGER = 'on-call: {kind: pagerduty, routingKey: "ssm:/palisade/pagerduty"}';
const SLACK = 'team: {kind: slack, webhook: "ssm:/palisade/slack"}';
const HUB = "hub: {kind: securityhub}";
/** Kinds of channels in a message: all but these. */
const kindsBut = (...kinds: readonly string[]) => orInWords(CHANNEL_KINDS.filter((kind) => !kinds.includes(kind)));
const QUIET = 'quietHours: {from: "20:00", to: "07:00"}';

function problems(...lines: readonly string[]): readonly string[] {
  try {
    parseConfig(`${HEAD}${lines.join("\n")}\n`, "palisade.yaml");
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("quiet hours", () => {
  it("are refused, with line and fix, where what they hold back for a channel is in no digest with a reader", () => {
    expect(problems('alerts: {sms: ["+12025550123"]}', `channels: {${PAGER}}`, "default: [on-call]", QUIET)).toEqual([
      "palisade.yaml:9:1 quietHours: alerts that wait for the digest reach no one, " +
        "got channel on-call of kind pagerduty, which takes no digest, expected a reader, " +
        `fix: add an address to alerts.email, or a ${kindsBut("pagerduty", "securityhub")} channel to default, or delete quietHours`,
    ]);
  });

  it.each([
    ["by a route of every severity", "{detections: [s3.*], channels: [on-call]}", "default: [hub]", ""],
    ["by a route of the mild", "{severity: medium, channels: [on-call]}", "default: [hub]", ""],
    [
      "by a route of the grave, of which some are mild enough",
      "{severity: high, channels: [on-call]}",
      "default: [hub]",
      "critical",
    ],
    [
      "by another route than a default one that never gets anything",
      "{severity: informational, channels: [on-call]}",
      "default: [hub]",
      "",
    ],
  ])("are refused where such a channel is reached %s", (_, route, fallback, below) => {
    const quiet = QUIET.replace("}", below ? `, below: ${below}}` : "}");
    const lines = [
      'alerts: {sms: ["+12025550123"]}',
      `channels: {${PAGER}, ${HUB}}`,
      `routes: [${route}]`,
      fallback,
      quiet,
    ];
    expect(problems(...lines)).toEqual([
      expect.stringMatching(/:10:1 quietHours: alerts that wait for the digest reach no one, got channel on-call /),
    ]);
  });

  it.each([
    [
      "people get the digest by e-mail",
      ["alerts: {email: [a@example.com]}", `channels: {${PAGER}}`, "default: [on-call]"],
    ],
    [
      "people get only the grave by e-mail, and the digest",
      ["alerts: {email: [a@example.com], emailSeverity: critical}", `channels: {${PAGER}}`, "default: [on-call]"],
    ],
    ["a default channel shows it", [`channels: {${PAGER}, ${SLACK}}`, "default: [team, on-call]"]],
    [
      "the channel gets only what does not wait",
      [`channels: {${PAGER}, ${SLACK}}`, "routes: [{severity: high, channels: [on-call]}]", "default: [team]"],
    ],
    ["nothing waits for the channel", ['alerts: {sms: ["+12025550123"]}', `channels: {${HUB}}`, "default: [hub]"]],
    ["recipients subscribe by themselves", []],
  ])("are accepted where %s", (_, lines) => {
    expect(problems(...lines, QUIET)).toEqual([]);
  });
});

describe("a digest", () => {
  it.each([
    ["text messages have no room for it", ['alerts: {sms: ["+12025550123"]}']],
    ["pagerduty takes none", [`channels: {${PAGER}}`, "default: [on-call]"]],
    [
      "no default channel takes it",
      [`channels: {${PAGER}, ${SLACK}}`, "routes: [{severity: high, channels: [team]}]", "default: [on-call]"],
    ],
  ])("is refused where it was asked for and %s", (_, lines) => {
    expect(problems(...lines, 'digest: {at: "07:00"}')).toEqual([
      expect.stringMatching(/ digest: a digest that reaches no one, got a time and no reader, /),
    ]);
  });

  it("is accepted where a channel that is no default one is sent what it held back", () => {
    const lines = [
      `channels: {${PAGER}, ${SLACK}}`,
      "routes: [{severity: high, channels: [on-call]}, {severity: informational, channels: [team]}]",
      "default: [on-call]",
    ];
    expect(problems(...lines, QUIET, 'digest: {at: "07:00"}')).toEqual([]);
  });
});

describe("Palisade's own alarms", () => {
  it.each([
    [
      "securityhub takes findings only",
      [`channels: {${HUB}}`, "default: [hub]"],
      new RegExp(
        `:7:1 default: leaves Palisade's own alarms without a recipient, got hub, .* fix: add a ${kindsBut("securityhub")} channel to default, or an address to alerts\\.email$`,
      ),
    ],
    [
      "filters keep them from people",
      ["alerts: {email: [a@example.com], emailSeverity: high}", `channels: {${HUB}}`, "default: [hub]"],
      / alerts\.emailSeverity: leaves Palisade's own alarms without a recipient/,
    ],
    [
      "the channel that takes them is no default one",
      [`channels: {${HUB}, ${SLACK}}`, "routes: [{severity: high, channels: [team]}]", "default: [hub]"],
      / default: leaves Palisade's own alarms without a recipient/,
    ],
  ])("must have a recipient: refused where %s", (_, lines, expected) => {
    expect(problems(...lines)).toEqual([expect.stringMatching(expected)]);
  });

  it.each([
    ["people are sent everything", ["alerts: {email: [a@example.com]}", `channels: {${HUB}}`, "default: [hub]"]],
    ["a default channel takes them", [`channels: {${HUB}, ${PAGER}}`, "default: [hub, on-call]"]],
  ])("are heard where %s", (_, lines) => {
    expect(problems(...lines)).toEqual([]);
  });
});
