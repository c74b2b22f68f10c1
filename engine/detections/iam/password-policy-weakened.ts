import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { flagOf } from "../../events/fields";
import { calls } from "../engine/listen";
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
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0006:T1556", "TA0003:T1556"],
  description:
    "The account's password policy was deleted, or replaced by one that takes passwords of fewer than 14 characters or lets old ones come back. The record holds only the new policy, and what an update does not say goes back to IAM's default.",
  misses: ["a policy that got weaker and is still good enough", "the policies of identity providers"],
  falsePositives: ["a first policy that is better than none and still weak"],
  runbook: [
    "Compare the policy with your own standard (`aws iam get-account-password-policy`) and ask the caller for the reason.",
    "If there is none, put the earlier policy back and look what else the caller changed.",
  ],
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
