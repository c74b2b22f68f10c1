import { textOf } from "../../events/fields";
import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { readPolicy } from "../facts/policy-document";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { wideRightsOf } from "../facts/wide-rights";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["GetFederationToken"]);

/** A session that outlives the key it was made from, and opens the console. */
export const iamFederationTokenIssued = defineIdentityDetection({
  id: "iam.federation-token-issued",
  title: "A user's key was turned into a federated session",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  // Its name is a read's, and whether EventBridge treats it as one is nothing to rely on.
  purpose: "reads",
  patterns: () => [calls("sts", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "sts", NAMES)) return undefined;
    const request = requestOf(event);
    const reading = readPolicy(request["policy"]);
    const isWide = reading.kind === "policy" && wideRightsOf(reading.statements) !== undefined;
    const name = textOf(request["name"]) ?? "of unknown name";
    const rights = isWide ? " with all of the user's rights" : "";
    return {
      severity: isWide ? "high" : "medium",
      summary: `${actorInWords(event.actor)} made a federated session ${name}${rights}, from ${originInWords(event)}`,
      details: { Session: name },
    };
  },
  dedupBy: ({ actor }) => [actor.id],
});
