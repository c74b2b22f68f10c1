import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { LISTING_EVENT_NAMES, OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import type { Matcher } from "../../patterns/event-pattern";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";
import { isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set([...OBJECT_EVENT_NAMES, ...LISTING_EVENT_NAMES]);

/** Clients with a window or a copy engine, by the beginning of their user agent. */
const CLIENTS = [
  "S3 Browser",
  "Cyberduck",
  "Mountain Duck",
  "rclone",
  "MSP360",
  "CloudBerry",
  "WinSCP",
  "FileZilla",
  "S3 Explorer",
  "s5cmd",
] as const;

/** Tools that thieves like, where nobody has used them before. */
export const s3UncommonClient = defineDetection({
  id: "s3.uncommon-client",
  title: "S3 bucket used with a client that this caller did not use before",
  status: "experimental",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0009:T1530", "TA0010:T1567.002"],
  description: `A caller used one of these for the first time on a protected bucket: ${CLIENTS.join(", ")}. Their user agents are not all confirmed by records.`,
  misses: [
    "clients that call themselves something else, which everybody may",
    "scripts that use an SDK or the AWS CLI",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["people who like these clients, once each"],
  runbook: [
    "Ask the caller's owner whether this client is theirs.",
    "If not, see what the caller read from this address, and revoke its sessions and keys.",
  ],
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
const AGENTS: readonly Matcher[] = CLIENTS.flatMap((client) =>
  ["", "["].map((bracket) => ({ prefix: { "equals-ignore-case": `${bracket}${client}` } })),
);

function clientOf({ userAgent }: CloudTrailEvent): string | undefined {
  const agent = userAgent?.slice(0, 64).replace(/^\[/, "").toLowerCase();
  return CLIENTS.find((client) => agent?.startsWith(client.toLowerCase()));
}
