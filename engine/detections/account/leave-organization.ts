import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { isDenied } from "../../events/cloudtrail/denied-error-codes";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { actorInWords, originInWords } from "../facts/wording";

/** Out of the organization, an account is out of its guard rails and its central trail. */
export const accountLeaveOrganization = defineDetection({
  id: "account.leave-organization",
  title: "Somebody tried to take the account out of its organization",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [
    calls("organizations", ["LeaveOrganization"]),
    calls("organizations", ["LeaveOrganization"], { outcome: "denied" }),
  ],
  matches: (event) => {
    if (event.name !== "LeaveOrganization" || event.service !== "organizations.amazonaws.com") return undefined;
    const { errorCode, actor, account } = event;
    if (errorCode !== undefined && !isDenied(errorCode)) return undefined;
    const did = errorCode === undefined ? "took" : "was refused to take";
    return {
      severity: errorCode === undefined ? "high" : "medium",
      summary: `${actorInWords(actor)} ${did} the account ${account ?? "unknown"} out of its organization, from ${originInWords(event)}`,
    };
  },
  dedupBy: ({ actor, account }: CloudTrailEvent) => [actor.id, account ?? ""],
});
