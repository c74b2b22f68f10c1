import { DENIED_ERROR_CODES, isDenied } from "../../events/cloudtrail/denied-error-codes";
import { flagOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { CALL_DETAIL_TYPES } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { actorInWords, originInWords } from "../facts/wording";

/** Identities that someone may have stolen. Services and strangers have no permissions here to find out about. */
const IDENTITY_TYPES = [
  "IAMUser",
  "AssumedRole",
  "Root",
  "FederatedUser",
  "SAMLUser",
  "WebIdentityUser",
  "IdentityCenterUser",
];

/** Stolen keys do not say what they allow, so their thief tries. */
export const accountAccessDeniedSweep = defineDetection({
  id: "account.access-denied-sweep",
  title: "Caller refused by one AWS call after another",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "reads",
  patterns: () => [
    {
      source: [{ prefix: "aws." }],
      "detail-type": CALL_DETAIL_TYPES,
      // Refused data events have rules of their own, and a storm of them need not be delivered twice.
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
