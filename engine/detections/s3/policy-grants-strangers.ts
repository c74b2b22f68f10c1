import { bucketInWords, defineBucketChange, parametersOf } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { readPolicy } from "../facts/policy-document";
import { strangersIn } from "../facts/strangers";
import { actorInWords } from "../facts/wording";

/** A bucket policy now allows an account that is not trusted. */
export const s3PolicyGrantsStrangers = defineBucketChange({
  id: "s3.policy-grants-strangers",
  title: "S3 bucket policy lets in a foreign account",
  enabledByDefault: true,
  severity: "medium",
  names: ["PutBucketPolicy"],
  matches: (event, context) => {
    const reading = readPolicy(parametersOf(event)["bucketPolicy"]);
    if (reading.kind !== "policy") return undefined;
    const { accounts, unresolved } = strangersIn(reading.statements, event, context);
    if (accounts.length + unresolved.length === 0) return undefined;
    const who = accounts.length > 0 ? `account ${listInWords(accounts)}` : "somebody whose account it does not say";
    return {
      severity: accounts.length > 0 ? "high" : "medium",
      summary: `${actorInWords(event.actor)} wrote a policy for ${bucketInWords(event)} that lets in ${who}`,
      details: {
        ...(accounts.length > 0 && { "Foreign accounts": listInWords(accounts, 10) }),
        ...(unresolved.length > 0 && { "Unresolved principals": listInWords(unresolved, 10) }),
      },
    };
  },
});
