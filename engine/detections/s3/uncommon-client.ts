import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { LISTING_EVENT_NAMES, OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import type { Matcher } from "../../patterns/event-pattern";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isProtectedCall } from "../facts/protected-call";
import { UNCOMMON_CLIENTS } from "../facts/uncommon-clients";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set([...OBJECT_EVENT_NAMES, ...LISTING_EVENT_NAMES]);

/** Tools that thieves like, where no one has used them before. */
export const s3UncommonClient = defineDetection({
  id: "s3.uncommon-client",
  title: "S3 bucket used with a client that this caller did not use before",
  enabledByDefault: true,
  severity: "low",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, [...NAMES], { detail: { userAgent: AGENTS } }),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, NAMES)) return undefined;
    const client = clientOf(event);
    if (client === undefined) return undefined;
    return {
      summary: `${actorInWords(event.actor)} used ${client} on bucket ${event.bucket} from ${originInWords(event)}`,
      details: { Client: client },
    };
  },
  dedupBy: (event) => [event.actor.id, clientOf(event) ?? ""],
  // Nothing is learned: an actor's first event here is its first with such a client.
  state: {
    kind: "first-seen",
    by: ({ actor }) => [actor.id],
    valueOf: (event) => clientOf(event) ?? "",
    learningDays: 0,
  },
});

/** S3 puts brackets around the user agent in its data events. */
const AGENTS: readonly Matcher[] = UNCOMMON_CLIENTS.flatMap((client) =>
  ["", "["].map((bracket) => ({ prefix: { "equals-ignore-case": `${bracket}${client}` } })),
);

function clientOf({ userAgent }: CloudTrailEvent): string | undefined {
  const agent = userAgent?.slice(0, 64).replace(/^\[/, "").toLowerCase();
  return UNCOMMON_CLIENTS.find((client) => agent?.startsWith(client.toLowerCase()));
}
