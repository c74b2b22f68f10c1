import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { isDenied } from "../../events/cloudtrail/denied-error-codes";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/listen";
import { actorInWords, originInWords } from "../facts/wording";

/** Out of the organization, an account is out of its guard rails and its central trail. */
export const accountLeaveOrganization = defineDetection({
  id: "account.leave-organization",
  title: "Somebody tried to take the account out of its organization",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0005:T1562.001", "TA0040:T1531"],
  description:
    "The account left its AWS Organization, and with it service control policies, central logging and central guards; or somebody was refused to, which is milder and as telling: nobody tries this by mistake.",
  misses: ["an account that the management account removes"],
  falsePositives: ["an account that is sold or moved, which people know of"],
  runbook: [
    "Ask the caller why, and the owners of the organization whether they know of it.",
    "If they do not, revoke the caller's credentials, and invite the account back before it is used for anything.",
    "Deny organizations:LeaveOrganization by a service control policy.",
  ],
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
