import { fieldsOf, textOf } from "../../events/fields";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { mfaUsed, signInAnswer, signIns } from "../facts/sign-in";
import { actorInWords, originInWords } from "../facts/wording";

/** A password alone was enough. */
export const iamConsoleLoginWithoutMfa = defineIdentityDetection({
  id: "iam.console-login-without-mfa",
  title: "A user signed in to the console without a second factor",
  enabledByDefault: true,
  severity: "high",
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
