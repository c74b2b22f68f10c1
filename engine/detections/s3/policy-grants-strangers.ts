import { bucketInWords, defineBucketChange, parametersOf } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { readPolicy } from "../facts/policy-document";
import { strangersIn } from "../facts/strangers";
import { actorInWords } from "../facts/wording";

/** A bucket policy now lets in an account that nobody said to trust. */
export const s3PolicyGrantsStrangers = defineBucketChange({
  id: "s3.policy-grants-strangers",
  title: "S3 bucket policy lets in a foreign account",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0010:T1537", "TA0003:T1098"],
  description:
    "A bucket policy was written that allows something to an account which is neither the own one nor trusted. Medium where the policy names somebody without saying whose they are: a canonical user, a deleted principal.",
  misses: [
    "an own account's role that a stranger may assume",
    "CloudFront's origin access identities, whose ARN does not say whose they are",
    "an organization that is not the own one, in aws:PrincipalOrgID",
    "a policy that is too large for CloudTrail, of which s3.parameters-withheld tells",
  ],
  falsePositives: [
    "partners, vendors and other accounts of the organization: list them as trusted in palisade.yaml",
    "AWS's own accounts that deliver load balancers' logs in older regions: list them as trusted, too",
    "policies that are written again with a grant that they had before",
  ],
  runbook: [
    "Ask whoever made the change whose account that is. If it is a partner's, add it to the trusted accounts in palisade.yaml.",
    "If nobody knows it, put the last policy back and look in the data events for what the account has read or written since.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
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
