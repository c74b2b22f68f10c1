import type { CallDetection, Purpose } from "@palisade/engine/detections/engine/define-detection";
import { defineDetection, defineFindingDetection } from "@palisade/engine/detections/engine/define-detection";
import {
  calls,
  callsToBuckets,
  callsToProtectedBuckets,
  findings,
} from "@palisade/engine/detections/engine/rule-patterns";
import { compilePattern } from "@palisade/engine/patterns/match";
import { EVERYTHING, EVERYTHING_IN_CHINA, enforced } from "../../testing/configurations";
import { type Block, type Synthesized, synthText } from "../../testing/synth";

// One detection a purpose, so that the rules can be told apart whatever the catalogue holds.
jest.mock("@palisade/engine/detections/registry", () => {
  const all = () => sampleDetections();
  return {
    get DETECTIONS() {
      return all();
    },
    get ALL_DETECTIONS() {
      return all();
    },
    enabledDetections: ({ detections }: { detections: Record<string, { enabled?: boolean }> }) =>
      all().filter(({ id, enabledByDefault }) => detections[id]?.enabled ?? enabledByDefault),
  };
});

jest.mock("@palisade/engine/detections/docs", () => ({ docsOf: () => ({ falsePositives: [] }) }));

/** A function, since the catalogue is asked for while modules are still being loaded. */
function common() {
  return {
    title: "sample",
    enabledByDefault: true,
    severity: "low",
    matches: () => undefined,
    dedupBy: () => [],
  } as const;
}

function sampleDetections() {
  const sample = (purpose: Purpose, patterns: CallDetection["patterns"]) =>
    defineDetection({ ...common(), id: `s3.${purpose}`, log: "CloudTrail management events", purpose, patterns });
  return [
    sample("denied", (settings) => callsToProtectedBuckets(settings, ["GetObject"], { outcome: "denied" })),
    sample("access", (settings) => [
      ...callsToProtectedBuckets(settings, ["GetObject"]),
      ...callsToBuckets({ ...settings, buckets: settings.logBuckets }, ["GetObject"]),
      ...callsToBuckets({ ...settings, buckets: settings.decoys.map((decoy) => `decoy:${decoy}`) }, ["GetObject"]),
    ]),
    sample("changes", () => [
      calls("iam", ["CreateUser"]),
      calls("signin", ["ConsoleLogin"], {
        detailTypes: ["AWS Console Sign In via CloudTrail", "AWS Console Signin via CloudTrail"],
      }),
    ]),
    sample("reads", () => [calls("s3", ["ListBuckets"])]),
    defineFindingDetection({
      ...common(),
      id: "s3.findings",
      log: "GuardDuty",
      purpose: "findings",
      patterns: () => [findings("aws.guardduty", ["GuardDuty Finding"])],
    }),
  ];
}

const EVERYWHERE = ["changes", "reads", "findings"];

/** Names of the rules with a pattern, without their numbers, by region; the home region is `home`. */
function rulesByRegion({ alerting }: { readonly alerting: Synthesized }): Record<string, string[]> {
  const byRegion: Record<string, Set<string>> = {};
  for (const rule of eventRulesOf(alerting)) {
    const region = rule["provider"] === undefined ? "home" : String(rule["provider"]).replace("aws.", "");
    byRegion[region] ??= new Set();
    byRegion[region].add(rule["name"].replace(/-\d$/, ""));
  }
  return Object.fromEntries(Object.entries(byRegion).map(([region, names]) => [region, [...names].sort()]));
}

/** The detections' rules; others tell of alarms, log for debugging or start functions. */
function eventRulesOf(alerting: Synthesized, name = NAME): readonly Block[] {
  return alerting.resources("aws_cloudwatch_event_rule").filter((rule) => String(rule["name"]).startsWith(name));
}

const off = (...purposes: string[]) =>
  `detections: {${purposes.map((purpose) => `s3.${purpose}: {enabled: false}`).join(", ")}}`;

const NAME = "S3AccessDeniedMonitor";
const named = (...purposes: string[]) =>
  purposes.map((purpose) => (purpose === "denied" ? NAME : `${NAME}-${purpose}`)).sort();

describe("the rules of each purpose", () => {
  const stacks = synthText(EVERYTHING);
  const { alerting } = stacks;

  it("live at home and in the buckets' other region, which is also where IAM's calls appear", () => {
    expect(rulesByRegion(stacks)).toEqual({
      home: named("denied", "access", ...EVERYWHERE),
      "us-east-1": named("denied", "access", ...EVERYWHERE),
    });
  });

  it("live in the partition's global region too where no bucket is, but not those of the buckets", () => {
    expect(rulesByRegion(synthText(enforced("")))).toEqual({
      home: named("denied", "access", ...EVERYWHERE),
      "us-east-1": named(...EVERYWHERE),
    });
    const inGovCloud = enforced("").replace("eu-central-1", "us-gov-east-1").replaceAll("arn:aws:", "arn:aws-us-gov:");
    expect(Object.keys(rulesByRegion(synthText(inGovCloud))).sort()).toEqual(["home", "us-gov-west-1"]);
    expect(Object.keys(rulesByRegion(synthText(EVERYTHING_IN_CHINA))).sort()).toEqual(["cn-northwest-1", "home"]);
  });

  it("hear of log buckets at home, and of decoys where their bucket is", () => {
    const decoys = "decoys: [example-abroad/old/, example-existing]\n";
    const { alerting: withDecoys } = synthText(`${EVERYTHING}${decoys}`);
    const bucketsIn = (provider: string | undefined) =>
      eventRulesOf(withDecoys)
        .filter((rule) => rule["provider"] === provider && String(rule["name"]).includes("access"))
        .flatMap((rule) => JSON.parse(rule["event_pattern"]).detail.$or[0].requestParameters.bucketName);
    expect(bucketsIn("aws.us-east-1").toSorted()).toEqual([
      "decoy:example-abroad/old/",
      "example-abroad",
      "example-new-abroad",
      "palisade-s3-logs-111122223333-us-east-1",
    ]);
    expect(bucketsIn(undefined)).toEqual(
      expect.arrayContaining([
        "palisade-logs-111122223333-eu-central-1",
        "decoy:example-abroad/old/",
        "decoy:example-existing",
      ]),
    );
  });

  it("live once where home is the global region", () => {
    const atHome = synthText(enforced("").replace("eu-central-1", "us-east-1"));
    expect(rulesByRegion(atHome)).toEqual({ home: named("denied", "access", ...EVERYWHERE) });
    expect(atHome.alerting.json["provider"].aws).toHaveLength(1);
    expect(atHome.alerting.resources("aws_iam_role").map(({ name }) => name)).not.toContain("palisade-forward-events");
  });

  it("bring no region, role or queue of their own when nobody listens", () => {
    const quiet = synthText(`${enforced("")}${off(...EVERYWHERE)}`);
    expect(rulesByRegion(quiet)).toEqual({ home: named("denied", "access") });
    expect(quiet.alerting.json["provider"].aws).toHaveLength(1);
    expect(quiet.alerting.resources("aws_sqs_queue")).toHaveLength(2);
    const onlyFindings = synthText(`${enforced("")}${off("changes", "reads", "access")}`);
    expect(rulesByRegion(onlyFindings)).toEqual({
      home: named("denied", "findings"),
      "us-east-1": named("findings"),
    });
    expect(rulesByRegion(synthText(`${EVERYTHING}${off("denied", "access", ...EVERYWHERE)}`))).toEqual({});
  });

  it("hear of calls that only read where they want them", () => {
    const states = Object.fromEntries(eventRulesOf(alerting).map(({ name, state }) => [name, state]));
    expect(states).toEqual({
      ...Object.fromEntries(
        named("denied", "access", "changes", "changes-2", "findings").map((name) => [name, undefined]),
      ),
      [`${NAME}-reads`]: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
    });
  });

  it("forward to the home bus from elsewhere, and send to the queue at home, so that nothing goes round", () => {
    for (const { id, block } of alerting.all("aws_cloudwatch_event_target")) {
      const isElsewhere = block["provider"] !== undefined;
      const isToBus = block["arn"] === "arn:aws:events:eu-central-1:111122223333:event-bus/default";
      expect([id, isToBus]).toEqual([id, isElsewhere && !id.startsWith("debug-")]);
    }
  });

  it("hear at home, once, of whatever was forwarded, as it keeps its source and detail", () => {
    const patternsOf = (isHome: boolean) =>
      eventRulesOf(alerting)
        .filter((rule) => (rule["provider"] === undefined) === isHome)
        .map((rule) => compilePattern(JSON.parse(rule["event_pattern"])));
    const call = (service: string, eventName: string, detail: object = {}) => ({
      source: `aws.${service}`,
      "detail-type": "AWS API Call via CloudTrail",
      region: "us-east-1",
      detail: { eventSource: `${service}.amazonaws.com`, eventName, ...detail },
    });
    const inBucket = { requestParameters: { bucketName: "example-abroad" } };
    const events = [
      call("s3", "GetObject", inBucket),
      call("s3", "GetObject", { ...inBucket, errorCode: "AccessDenied" }),
      call("s3", "ListBuckets"),
      call("iam", "CreateUser"),
      { ...call("signin", "ConsoleLogin"), "detail-type": "AWS Console Sign In via CloudTrail" },
      { ...call("signin", "ConsoleLogin"), "detail-type": "AWS Console Signin via CloudTrail" },
      { source: "aws.guardduty", "detail-type": "GuardDuty Finding", region: "us-east-1", detail: {} },
    ];
    for (const event of events) {
      const heard = [false, true].map((isHome) => patternsOf(isHome).filter((matches) => matches(event)).length);
      expect([event, heard]).toEqual([event, [1, 1]]);
    }
  });

  it("are watched: an alarm for each at home, and all of them on the dashboard", () => {
    const watched = alerting
      .resources("aws_cloudwatch_metric_alarm")
      .filter(({ provider }) => provider === undefined)
      .flatMap(({ dimensions }) => dimensions.RuleName ?? [])
      .filter((name) => name.startsWith(NAME));
    expect(watched.toSorted()).toEqual(named("denied", "access", "changes-2", ...EVERYWHERE));
    const { widgets } = JSON.parse(alerting.the("aws_cloudwatch_dashboard")["dashboard_body"]);
    const metrics = widgets[0].properties.metrics.filter(([, , , name]: Block) => name.startsWith(NAME));
    expect(metrics).toHaveLength(2 * watched.length);
    for (const rule of watched) {
      expect(metrics).toContainEqual(["AWS/Events", "MatchedEvents", "RuleName", rule]);
      expect(metrics).toContainEqual(["AWS/Events", "MatchedEvents", "RuleName", rule, { region: "us-east-1" }]);
    }
  });

  it("have names within EventBridge's 64 characters, however many there are", () => {
    const longest = "r".repeat(51);
    const { alerting: longNamed } = synthText(`${EVERYTHING}names: {rule: ${longest}}`);
    const names = eventRulesOf(longNamed, longest).map(({ name }) => name);
    const hundredth = names.map((name) => `${name.replace(/-\d$/, "")}-100`);
    expect(Math.max(...hundredth.map((name) => name.length))).toBe(64);
  });
});
