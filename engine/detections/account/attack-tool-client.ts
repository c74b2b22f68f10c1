import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { defineDetection } from "../engine/define-detection";
import { CALL_DETAIL_TYPES } from "../engine/rule-patterns";
import { actorInWords, originInWords } from "../facts/wording";

/** Distributions and tools that are made for attacks, as whole words of a user agent: `linux/5.10.0-kali9-amd64`, `1parrot1`. */
const TOOLS = /(?<![a-z])(kali|parrot|pentoo|trufflehog)(?![a-z])/;

/** Longer user agents are cut here. */
const LONGEST_AGENT = 1024;

/** Honest thieves. */
export const accountAttackToolClient = defineDetection({
  id: "account.attack-tool-client",
  title: "AWS called from a system or tool made for attacks",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "reads",
  patterns: () => [
    {
      source: [{ prefix: "aws." }],
      "detail-type": CALL_DETAIL_TYPES,
      detail: {
        userAgent: ["*kali*", "*parrot*", "*pentoo*", "*rufflehog*", "*ruffleHog*"].map((wildcard) => ({ wildcard })),
      },
    },
  ],
  matches: (event) => {
    const tool = toolOf(event);
    if (tool === undefined) return undefined;
    const verb = event.errorCode === undefined ? "called" : "tried";
    return {
      summary: `${actorInWords(event.actor)} ${verb} ${event.name} of ${event.service} from ${originInWords(event)}, with a client that names ${tool}`,
      details: { Tool: tool },
    };
  },
  dedupBy: ({ actor }) => [actor.id],
});

function toolOf({ userAgent }: CloudTrailEvent): string | undefined {
  if (userAgent === undefined) return undefined;
  return TOOLS.exec(userAgent.slice(0, LONGEST_AGENT).toLowerCase())?.[1];
}
