import { DENIED_ERROR_CODES, isDenied } from "../../events/cloudtrail/denied-error-codes";
import { flagOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { CALL_DETAIL_TYPES } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { actorInWords, originInWords } from "../facts/wording";

/** Identities that somebody may have stolen. Services and strangers have no permissions here to find out about. */
const IDENTITY_TYPES = [
  "IAMUser",
  "AssumedRole",
  "Root",
  "FederatedUser",
  "SAMLUser",
  "WebIdentityUser",
  "IdentityCenterUser",
];

/** Stolen keys do not tell what they are good for, so their thief tries. */
export const accountAccessDeniedSweep = defineDetection({
  id: "account.access-denied-sweep",
  title: "Caller refused by one AWS call after another",
  status: "test",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0007:T1580", "TA0007:T1526"],
  description:
    "One caller was refused 15 different calls within ten minutes, in whichever services: somebody finds out what the credentials may do. " +
    "Panther's rules ask for 20 refusals a day. Sessions of the AWS console do not count, whose pages call whatever they please.",
  misses: [
    "sweeps that take their time",
    "sweeps within the console",
    "requests for objects and other data events, and logs older than 2019, which do not tell these from management",
    "services that spell a refusal in a way of their own",
  ],
  falsePositives: [
    "posture scanners and inventories with a role that may not see everything, and new roles that lack permissions",
  ],
  runbook: [
    "See whether the calls are those of a scanner or of an application after a release, and ask the caller's owner.",
    "If nobody knows, revoke the caller's sessions and keys.",
    "List the calls of this caller that succeeded: these are what a thief knows now.",
  ],
  log: "CloudTrail management events",
  purpose: "reads",
  patterns: () => [
    {
      source: [{ prefix: "aws." }],
      "detail-type": CALL_DETAIL_TYPES,
      // Refused data events have rules of their own, and a storm of them need not be heard twice.
      detail: { managementEvent: [true], errorCode: DENIED_ERROR_CODES, userIdentity: { type: IDENTITY_TYPES } },
    },
  ],
  matches: (event) => {
    if (!isDenied(event.errorCode) || !KINDS.has(event.actor.kind) || isAwsItself(event)) return undefined;
    // Config, Athena and others ask in their callers' names.
    if (event.source.kind === "aws-internal" || event.source.kind === "aws-service") return undefined;
    if (flagOf(event.record["sessionCredentialFromConsole"]) === true) return undefined;
    return {
      summary: `${actorInWords(event.actor)} is refused one call after another, at last ${event.name} of ${event.service}, from ${originInWords(event)}`,
    };
  },
  dedupBy: ({ actor }) => [actor.id],
  state: {
    kind: "threshold",
    reach: 15,
    withinMinutes: 10,
    unit: "different calls",
    distinctBy: ({ service, name }) => `${service}:${name}`,
  },
});

const KINDS: ReadonlySet<string> = new Set(["user", "role", "root", "federated-user"]);
