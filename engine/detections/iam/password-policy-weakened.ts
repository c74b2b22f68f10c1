import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { flagOf } from "../../events/fields";
import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["DeleteAccountPasswordPolicy", "UpdateAccountPasswordPolicy"]);

/** What the CIS benchmark asks for. */
const SHORTEST = 14;

/** What IAM makes of an update that does not say. */
const DEFAULT_LENGTH = 6;

const CHARACTERS = [
  ["requireSymbols", "no symbol needed"],
  ["requireNumbers", "no number needed"],
  ["requireUppercaseCharacters", "no capital needed"],
  ["requireLowercaseCharacters", "no small letter needed"],
] as const;

/** Weaker passwords for every user at once. */
export const iamPasswordPolicyWeakened = defineIdentityDetection({
  id: "iam.password-policy-weakened",
  title: "The account's password policy is weak now, or gone",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "iam", NAMES)) return undefined;
    const who = actorInWords(event.actor);
    const where = originInWords(event);
    if (event.name === "DeleteAccountPasswordPolicy")
      return { summary: `${who} deleted the account's password policy, from ${where}` };
    const weaknesses = weaknessesOf(event);
    if (weaknesses.length === 0) return undefined;
    const list = weaknesses.join(", ");
    return {
      summary: `${who} set a weak password policy for the account (${list}), from ${where}`,
      details: { Weaknesses: list },
    };
  },
  dedupBy: ({ actor, account }) => [actor.id, account ?? ""],
});

/** What characters are needed matters where passwords are short; a long one is strong by its length. */
function weaknessesOf(event: CloudTrailEvent): readonly string[] {
  const request = requestOf(event);
  const length = numberOf(request["minimumPasswordLength"]) ?? DEFAULT_LENGTH;
  const reused = (numberOf(request["passwordReusePrevention"]) ?? 0) > 0 ? [] : ["old passwords may come back"];
  if (length >= SHORTEST) return reused;
  const missing = CHARACTERS.flatMap(([name, words]) => (flagOf(request[name]) === true ? [] : [words]));
  return [`${length} characters are enough`, ...missing, ...reused];
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
