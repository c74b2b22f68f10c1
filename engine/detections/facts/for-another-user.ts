import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { CallDetection, Verdict } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { isSuccessfulCall } from "./successful-call";
import { otherUser } from "./target-user";

/** Calls of IAM about a user other than the caller, and what to say about one: one incident for a caller and a user. */
export function forAnotherUser(
  names: readonly string[],
  verdict: (event: CloudTrailEvent, user: string) => Verdict,
): Pick<CallDetection, "patterns" | "matches" | "dedupBy"> {
  const known = new Set(names);
  return {
    patterns: () => [calls("iam", names)],
    matches: (event) => {
      if (!isSuccessfulCall(event, "iam", known)) return undefined;
      const user = otherUser(event);
      return user === undefined ? undefined : verdict(event, user);
    },
    dedupBy: (event) => [event.actor.id, otherUser(event) ?? ""],
  };
}
