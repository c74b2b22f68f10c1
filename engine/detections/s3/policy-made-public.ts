import { bucketInWords, defineBucketChange, parametersOf } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { readPolicy, type Statement } from "../facts/policy-document";
import { granteesOf } from "../facts/principals";
import { actorInWords } from "../facts/wording";

/** A bucket policy now lets in everybody on the internet. */
export const s3PolicyMadePublic = defineBucketChange({
  id: "s3.policy-made-public",
  title: "S3 bucket policy was made public",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0010:T1537", "TA0009:T1530"],
  description:
    "A bucket policy with an Allow for everybody was written. Critical without conditions, high where all that narrows it is something that a stranger can send along, such as a referer.",
  misses: [
    "a statement for everybody that names many small networks which together are the internet",
    "a policy that is too large for CloudTrail, of which s3.parameters-withheld tells",
  ],
  falsePositives: ["a website or download bucket that is meant for everybody: suppress it by its name"],
  runbook: [
    "Ask whoever made the change whether the bucket is meant for everybody. If not, put the last policy back, or turn on the bucket's public access block.",
    "Look in the bucket's data events and access logs for who has read from it since.",
    "If nobody knows of the change, revoke the credentials that made it.",
  ],
  names: ["PutBucketPolicy"],
  matches: (event) => {
    const reading = readPolicy(parametersOf(event)["bucketPolicy"]);
    const open = reading.kind === "policy" ? reading.statements.flatMap(openings) : [];
    const [first] = open;
    if (first === undefined) return undefined;
    const worst = open.find(({ conditions }) => conditions.length === 0) ?? first;
    const under = worst.conditions.length === 0 ? "" : ", under conditions that anybody can meet";
    return {
      severity: worst.conditions.length === 0 ? "critical" : "high",
      summary: `${actorInWords(event.actor)} wrote a policy for ${bucketInWords(event)} that allows everybody ${worst.actions}${under}`,
      details: {
        Statement: worst.statement.sid ?? "without Sid",
        ...(worst.conditions.length > 0 && { Conditions: listInWords(worst.conditions) }),
      },
    };
  },
});

interface Opening {
  readonly statement: Statement;
  /** What is allowed, in words. */
  readonly actions: string;
  /** Keys of its conditions. */
  readonly conditions: readonly string[];
}

function openings(statement: Statement): readonly Opening[] {
  const { actions, notActions } = statement;
  const words = actions.length > 0 ? listInWords(actions) : `all but ${listInWords(notActions)}`;
  return granteesOf(statement).flatMap((grantee) =>
    grantee.kind === "everybody" ? { statement, actions: words, conditions: grantee.conditions } : [],
  );
}
