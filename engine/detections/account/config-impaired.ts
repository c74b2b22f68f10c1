import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import type { Severity } from "../../severity";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

const SEVERITIES: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ["StopConfigurationRecorder", "high"],
  ["DeleteConfigurationRecorder", "high"],
  ["DeleteDeliveryChannel", "high"],
  ["DeleteConfigRule", "medium"],
  ["DeleteOrganizationConfigRule", "medium"],
  ["DeleteConformancePack", "medium"],
  ["DeleteOrganizationConformancePack", "medium"],
  ["DeleteConfigurationAggregator", "medium"],
  ["DeleteRemediationConfiguration", "medium"],
  ["DeleteRetentionConfiguration", "medium"],
]);
const NAMES: ReadonlySet<string> = new Set(SEVERITIES.keys());

/** What AWS Config does not record, nobody can look up later. */
export const accountConfigImpaired = defineDetection({
  id: "account.config-impaired",
  title: "AWS Config was stopped, or one of its rules deleted",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0005:T1562.001"],
  description:
    "AWS Config's recorder or delivery channel was stopped or deleted, or, milder, a rule, pack or repair of it. What AWS's own service-linked roles do, as Security Hub with its rules, does not count.",
  misses: [
    "a recorder that is told to record fewer kinds of resources",
    "a rule that is changed until it finds nothing",
  ],
  falsePositives: ["infrastructure code that replaces rules", "AWS Config given up for its price"],
  runbook: [
    "Ask the caller for the reason. If there is none, start the recorder again (`aws configservice start-configuration-recorder`) or put the rule back.",
    "Look what the caller changed while nothing was recorded; CloudTrail has it.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("config", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "config", NAMES) || isAwsItself(event)) return undefined;
    return {
      severity: SEVERITIES.get(event.name) ?? "medium",
      summary: `${actorInWords(event.actor)} called ${event.name} of AWS Config${subjectOf(event)}, from ${originInWords(event)}`,
    };
  },
  dedupBy: ({ actor, region }) => [actor.id, region ?? ""],
});

function subjectOf(event: CloudTrailEvent): string {
  const request = requestOf(event);
  const names = ["configurationRecorderName", "deliveryChannelName", "configRuleName", "conformancePackName"];
  const name = names.map((one) => textOf(request[one])).find((one) => one !== undefined);
  return name === undefined ? "" : ` on ${name}`;
}
