import { textOf } from "../../events/fields";
import { calls } from "../engine/listen";
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
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0003:T1098.001", "TA0005:T1550.001"],
  description:
    "GetFederationToken gave out a session of up to 36 hours that goes on working when the key it was made from is deleted. With a policy that allows everything it has all of the user's rights, and is graver.",
  misses: ["what the session does; its calls name it as federated-user"],
  falsePositives: ["older programs that give their own users sessions this way: suppress these by actor"],
  runbook: [
    "Ask the user's owner whether a program of theirs does this.",
    "If not, attach a policy that denies everything to the user: deleting its keys does not end the session.",
    "Look for calls of the federated user that the record names.",
  ],
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
