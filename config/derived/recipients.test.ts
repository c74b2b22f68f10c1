import { parseConfig } from "../load-config";
import { alarmRecipients, digestReaders, recipientDoubts } from "./recipients";

const HEAD = `
project: palisade
account: "111122223333"
region: eu-central-1
perimeters:
  office: {buckets: [my-bucket], allow: {cidrs: [203.0.113.0/24]}}
`.trimStart();

const EVERY_KIND = `
channels:
  slack: {kind: slack, webhook: ssm:/palisade/slack}
  pager: {kind: pagerduty, routingKey: ssm:/palisade/pagerduty}
  hub: {kind: securityhub}
default: [hub, pager, slack]
`;

const load = (text: string) => parseConfig(`${HEAD}${text}`, "palisade.yaml");

describe("who hears", () => {
  it("of a digest, are people by e-mail and default channels that have a place for it", () => {
    expect(digestReaders(load(`alerts: {email: [a@example.com], sms: ["+12025550123"]}\n${EVERY_KIND}`))).toEqual([
      "a@example.com",
      "slack",
    ]);
    expect(digestReaders(load(`${EVERY_KIND}digest: {at: "07:00"}\n`))).toEqual(["slack"]);
  });

  it("of Palisade's own alarms, are people without a least severity, and default channels that show them", () => {
    const people = 'alerts: {email: [a@example.com], emailSeverity: low, sms: ["+12025550123"]}\n';
    expect(alarmRecipients(load(`${people}${EVERY_KIND}`))).toEqual(["+12025550123", "pager", "slack"]);
    expect(alarmRecipients(load("alerts: {email: [a@example.com]}\n"))).toEqual(["a@example.com"]);
  });
});

describe("recipientDoubts", () => {
  it.each(["", "alerts: {email: []}\n", "alerts: {dedupMinutes: 30}\n"])("names no recipient of alerts: %j", (text) => {
    expect(recipientDoubts(load(text))).toEqual([expect.stringMatching(/^no one is notified: add an address /)]);
  });

  it.each([
    "channels: {pager: {kind: pagerduty, routingKey: ssm:a}}\ndefault: [pager]\n",
    "channels: {pager: {kind: pagerduty, routingKey: ssm:a}, hub: {kind: securityhub}}\ndefault: [hub, pager]\n",
    "alerts: {email: [a@example.com], emailSeverity: low}\nchannels: {pager: {kind: pagerduty, routingKey: ssm:a}}\ndefault: [pager]\n",
  ])("says that one channel alone would hear of its own failure: %j", (text) => {
    expect(recipientDoubts(load(text))).toEqual([expect.stringContaining("go to channel pager alone")]);
  });

  it.each([
    EVERY_KIND,
    "alerts: {email: [a@example.com]}\n",
    "alerts: {email: [a@example.com]}\nchannels: {hub: {kind: securityhub}}\ndefault: [hub]\n",
  ])("has none where another recipient gets them: %j", (text) => {
    expect(recipientDoubts(load(text))).toEqual([]);
  });
});
