import { fieldsOf, textOf } from "../../events/fields";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { mfaUsed, signInAnswer, signIns } from "../facts/sign-in";
import { actorInWords, originInWords } from "../facts/wording";

/** A password alone was enough. */
export const iamConsoleLoginWithoutMfa = defineIdentityDetection({
  id: "iam.console-login-without-mfa",
  title: "A user signed in to the console without a second factor",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0001:T1078.004", "TA0003:T1078.004"],
  description:
    "An IAM user signed in to the console with nothing but a password. Sessions of SAML and IAM Identity Center never say that MFA was used, because the identity provider asks for it; they do not count.",
  misses: [
    "sign-ins through an identity provider, whatever it asked for",
    "sessions made from access keys",
    "sign-ins that are logged in a region from which no events are forwarded",
  ],
  falsePositives: ["users who have no MFA device yet: give them one, or take their password away"],
  runbook: [
    "Ask the user whether the sign-in was theirs; compare the address with where they usually are.",
    "If it was not, take away the password (`aws iam delete-login-profile`) and the access keys, and read what the user did since.",
    "Give the user an MFA device and demand it by policy.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [signIns("ConsoleLogin")],
  matches: (event) => {
    if (event.name !== "ConsoleLogin" || event.actor.kind !== "user") return undefined;
    if (signInAnswer(event) !== "Success" || mfaUsed(event) !== "No") return undefined;
    const provider = textOf(fieldsOf(event.record["additionalEventData"])["SamlProviderArn"]);
    if (provider !== undefined) return undefined;
    return {
      summary: `${actorInWords(event.actor)} signed in to the console without a second factor, from ${originInWords(event)}`,
    };
  },
  dedupBy: ({ actor }) => [actor.id],
});
