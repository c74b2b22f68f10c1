import { defineDetection } from "../engine/define-detection";
import { isAwsItself } from "../facts/aws-itself";
import { pipelineCallOf, pipelineCalls } from "../facts/pipeline-calls";
import { actorInWords, originInWords } from "../facts/wording";

/** An attacker first silences what would report the attack. */
export const accountPipelineTampered = defineDetection({
  id: "account.pipeline-tampered",
  title: "Somebody tampered with Palisade itself",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: pipelineCalls,
  matches: (event, context) => {
    const tampered = pipelineCallOf(event, context);
    if (tampered === undefined || context.isDeployer(event.actor) || isAwsItself(event)) return undefined;
    return {
      severity: tampered.isMilder ? "high" : "critical",
      summary: `${actorInWords(event.actor)} called ${tampered.call} on ${tampered.what} of Palisade's own, from ${originInWords(event)}`,
      details: { Resource: tampered.what },
    };
  },
  // One incident for all that one caller does: an attacker, or an unlisted deployment, calls dozens of times.
  dedupBy: ({ actor }) => [actor.id],
});
