import { parseConfig } from "../load-config";
import { ConfigError } from "../yaml/config-error";

const HEAD = `
project: palisade
account: "111122223333"
region: eu-central-1
perimeters:
  office: {buckets: [my-bucket], allow: {cidrs: [203.0.113.0/24]}}
alerts: {email: [security@example.com]}
`.trimStart();

function problems(text: string): readonly string[] {
  try {
    parseConfig(`${HEAD}${text}`, "palisade.yaml");
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((line) => line.replace(/^palisade\.yaml:\d+:\d+ /, ""));
    throw error;
  }
}

const channels = (...names: readonly string[]) =>
  `channels: {${names.map((name) => `${name}: {kind: slack, webhook: ssm:/palisade/${name}}`).join(", ")}}\ndefault: [${names.join(", ")}]\n`;

describe("names that AWS keeps in one space", () => {
  it("are all different by default, whatever channels are called that do not end as queues do", () => {
    expect(problems(channels("alarms", "alarms-2", "dead-letters", "events", "a", "a-2"))).toEqual([]);
    expect(problems("debug: true\n")).toEqual([]);
  });

  it.each([
    [
      "one channel's dead letters and another's queue",
      channels("team", "team-dead-letters"),
      [
        'channels.team: would give palisade-notify-team-dead-letters to two, channel team-dead-letters\'s queue being the other, got "team", expected a name of its own, fix: rename the channel',
      ],
    ],
    [
      "a channel's function, role and queue, and others that were named",
      `names: {notifier: palisade, queue: palisade-team}\n${channels("team", "detector")}`,
      [
        'channels.detector: would give palisade-detector to two, function being the other, got "detector", expected a name of its own, fix: rename the channel',
        'channels.detector: would give palisade-detector to two, functionRole being the other, got "detector", expected a name of its own, fix: rename the channel',
        'channels.team: would give palisade-team to two, queue being the other, got "team", expected a name of its own, fix: rename the channel',
      ],
    ],
    [
      "a rule and one of the numbered ones",
      "names: {rule: listen, closerRule: listen-2}\n",
      ['names.closerRule: the name of rule too, got "listen-2", expected a name of its own, fix: choose another'],
    ],
    [
      "a rule and one of a purpose",
      "names: {debugRule: S3AccessDeniedMonitor-access-3}\n",
      [
        'names.debugRule: the name of rule too, got "S3AccessDeniedMonitor-access-3", expected a name of its own, fix: choose another',
      ],
    ],
    [
      "a rule and that which tells channels of alarms",
      `names: {accessLogsRule: palisade-notify-alarms}\n${channels("team")}`,
      [
        'names.accessLogsRule: the name of notifier too, got "palisade-notify-alarms", expected a name of its own, fix: choose another',
      ],
    ],
  ])("are refused where equal: %s", (_, text, expected) => {
    expect([...problems(text)].sort()).toEqual([...expected].sort());
  });

  it("may be alike where nothing is numbered", () => {
    expect(problems("names: {function: f, closer: f-2, queue: q, deadLetterQueue: q-2}\n")).toEqual([]);
    expect(problems("names: {closerRule: palisade-notify-alarms}\n")).toEqual([]);
  });
});
