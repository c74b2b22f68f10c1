import { bucketInWords, defineBucketChange, parametersOf } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { readPolicy, type Statement } from "../facts/policy-document";
import { granteesOf } from "../facts/principals";
import { actorInWords } from "../facts/wording";

/** A bucket policy now allows everyone on the internet. */
export const s3PolicyMadePublic = defineBucketChange({
  id: "s3.policy-made-public",
  title: "S3 bucket policy was made public",
  enabledByDefault: true,
  severity: "high",
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
