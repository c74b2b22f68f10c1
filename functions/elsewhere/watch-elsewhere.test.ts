import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { LogFields } from "@palisade/engine/log";
import type { WatchedRegion } from "../platform/requirements";
import { createAwsAlarmStates } from "./aws-alarm-states";
import { createWatchElsewhere } from "./watch-elsewhere";

const VIRGINIA: WatchedRegion = { region: "us-east-1", alarms: ["palisade-dead-letters", "palisade-rule-failed"] };
const IRELAND: WatchedRegion = { region: "eu-west-1", alarms: ["palisade-dead-letters"] };

function watch(answers: Readonly<Record<string, Readonly<Record<string, string>> | Error>>) {
  const lines: LogFields[] = [];
  const round = createWatchElsewhere({
    project: "palisade",
    regions: [VIRGINIA, IRELAND].filter(({ region }) => region in answers),
    states: async ({ region }) => {
      const answer = answers[region];
      if (answer instanceof Error) throw answer;
      return new Map(Object.entries(answer ?? {}));
    },
    log: (level, message, fields) => lines.push({ level, message, ...fields }),
    now: () => 0,
  });
  return { round, lines };
}

describe("alarms of other regions", () => {
  it("are counted when they are on, and named in the log", async () => {
    const { round, lines } = watch({
      "us-east-1": { "palisade-dead-letters": "ALARM", "palisade-rule-failed": "OK" },
      "eu-west-1": { "palisade-dead-letters": "INSUFFICIENT_DATA" },
    });
    await round();
    expect(lines).toMatchObject([
      {
        level: "WARN",
        project: "palisade",
        AlarmsElsewhere: 1,
        raised: ["us-east-1: palisade-dead-letters"],
        unasked: [],
      },
    ]);
  });

  it("count as on when they are gone", async () => {
    const { round, lines } = watch({ "us-east-1": { "palisade-dead-letters": "OK" } });
    await round();
    expect(lines).toMatchObject([{ AlarmsElsewhere: 1, raised: ["us-east-1: palisade-rule-failed is gone"] }]);
  });

  it("are zero, and not silence, when all is well", async () => {
    const { round, lines } = watch({ "eu-west-1": { "palisade-dead-letters": "OK" } });
    await round();
    expect(lines).toMatchObject([{ level: "INFO", AlarmsElsewhere: 0 }]);
  });

  it("make the round fail where a region does not answer, and are counted in the others", async () => {
    const { round, lines } = watch({
      "us-east-1": Object.assign(new Error("no"), { name: "AccessDenied" }),
      "eu-west-1": { "palisade-dead-letters": "ALARM" },
    });
    await expect(round()).rejects.toThrow("regions that could not be asked: 1");
    expect(lines).toMatchObject([
      { level: "ERROR", AlarmsElsewhere: 1, unasked: ["us-east-1"], failedBecause: ["AccessDenied"] },
    ]);
  });

  it("are no matter where there is no other region", async () => {
    const { round, lines } = watch({});
    await round();
    expect(lines).toEqual([]);
  });
});

describe("CloudWatch's answers", () => {
  it("are asked for a hundred names at a time, in the region itself", async () => {
    const asked: [string, number][] = [];
    const states = createAwsAlarmStates((region) => {
      const send = async ({ input }: { readonly input: { readonly AlarmNames: readonly string[] } }) => {
        asked.push([region, input.AlarmNames.length]);
        return { MetricAlarms: input.AlarmNames.map((AlarmName) => ({ AlarmName, StateValue: "OK" })) };
      };
      return { send } as unknown as CloudWatchClient;
    });
    const alarms = Array.from({ length: 101 }, (_, index) => `palisade-${index}`);
    expect((await states({ region: "us-east-1", alarms })).size).toBe(101);
    expect(asked).toEqual([
      ["us-east-1", 100],
      ["us-east-1", 1],
    ]);
  });
});
