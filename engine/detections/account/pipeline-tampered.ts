import { defineDetection } from "../engine/define-detection";
import { isAwsItself } from "../facts/aws-itself";
import { pipelineCallOf, pipelineCalls } from "../facts/pipeline-calls";
import { actorInWords, originInWords } from "../facts/wording";

/** The first thing to silence is whoever would tell. */
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
  // One incident for all that one caller does: whoever takes it apart, or deploys unlisted, calls dozens of times.
  dedupBy: ({ actor }) => [actor.id],
});
