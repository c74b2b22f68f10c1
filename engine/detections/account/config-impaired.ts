import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import type { Severity } from "../../severity";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
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

/** What AWS Config does not record, no one can look up later. */
export const accountConfigImpaired = defineDetection({
  id: "account.config-impaired",
  title: "AWS Config was stopped, or one of its rules deleted",
  enabledByDefault: true,
  severity: "medium",
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
