import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf, flagOf } from "../../events/fields";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { SIGN_IN_DETAIL_TYPES } from "../facts/sign-in";
import { actorInWords, originInWords } from "../facts/wording";

/** The console, by its old name: a person's own request. */
const CONSOLE = "signin.amazonaws.com";

/** Whatever root does by hand, in any service. */
export const iamRootActivity = defineIdentityDetection({
  id: "iam.root-activity",
  title: "The root user is at work",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "reads",
  patterns: () => [
    {
      source: [{ prefix: "aws." }],
      "detail-type": ["AWS API Call via CloudTrail", ...SIGN_IN_DETAIL_TYPES],
      detail: {
        userIdentity: { type: ["Root"], invokedBy: [{ exists: false }, CONSOLE] },
        eventSource: [{ "anything-but": "signin.amazonaws.com" }],
      },
    },
  ],
  matches: (event) => {
    const { actor } = event;
    if (actor.kind !== "root" || (actor.invokedBy !== undefined && actor.invokedBy !== CONSOLE)) return undefined;
    // Sign-ins have detections of their own; services make their linked roles with whatever rights are at hand.
    if (event.service === "signin.amazonaws.com" || event.name === "CreateServiceLinkedRole") return undefined;
    if (event.record["eventType"] === "AwsServiceEvent") return undefined;
    const isBorrowed = isOpenedByOrganization(event);
    const isChange = !isLook(event) && event.errorCode === undefined;
    const did = event.errorCode === undefined ? "called" : `was refused (${event.errorCode})`;
    const borrowed = isBorrowed ? ", in a session that the organization's management account opened" : "";
    return {
      severity: isChange && !isBorrowed ? "high" : "medium",
      summary: `${actorInWords(actor)} ${did} ${event.name} of ${event.service} from ${originInWords(event)}${borrowed}`,
    };
  },
  dedupBy: ({ actor }) => [actor.id],
});

function isOpenedByOrganization({ record }: CloudTrailEvent): boolean {
  const session = fieldsOf(fieldsOf(record["userIdentity"])["sessionContext"]);
  return flagOf(session["assumedRoot"]) === true;
}

const LOOKS = /^(?:Get|List|Describe|Head|Lookup|Search|View)/;

/** Older records do not say whether a call only reads. */
function isLook({ readOnly, name }: CloudTrailEvent): boolean {
  return readOnly ?? LOOKS.test(name);
}
