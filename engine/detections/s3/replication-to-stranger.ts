import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf, textOf } from "../../events/fields";
import type { DetectionContext, Verdict } from "../engine/define-detection";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { listOf } from "../facts/policy-document";
import { accountIn } from "../facts/principals";
import { isStranger } from "../facts/strangers";
import { actorInWords } from "../facts/wording";

/** Everything that is written to a bucket is copied to a stranger's. */
export const s3ReplicationToStranger = defineBucketChange({
  id: "s3.replication-to-stranger",
  title: "S3 bucket replicates to a foreign account",
  enabledByDefault: true,
  severity: "medium",
  names: ["PutBucketReplication"],
  matches: (event, context): Verdict | undefined => {
    const rules = listOf(fieldsOf(elementOf(event, "ReplicationConfiguration"))["Rule"]).map(fieldsOf);
    const enabled = rules.filter(({ Status }) => Status !== "Disabled").map(({ Destination }) => fieldsOf(Destination));
    const foreign = enabled.flatMap((destination) => foreignAccounts(destination, event, context))[0];
    const unknown = enabled.find((destination) => isUnknown(destination, event, context));
    if (foreign === undefined && unknown === undefined) return undefined;
    const bucket = textOf(unknown?.["Bucket"]) ?? "a bucket";
    const whither = foreign === undefined ? `${bucket}, without naming its account` : `account ${foreign}`;
    return {
      severity: foreign === undefined ? "medium" : "high",
      summary: `${actorInWords(event.actor)} made ${bucketInWords(event)} replicate to ${whither}`,
      details: foreign === undefined ? { Destination: bucket } : { "Foreign account": foreign },
    };
  },
});

/** The accounts that a destination names: the bucket's owner's and the key's. */
function foreignAccounts(destination: Fields, event: CloudTrailEvent, context: DetectionContext): readonly string[] {
  const key = textOf(fieldsOf(destination["EncryptionConfiguration"])["ReplicaKmsKeyID"]);
  return [destination["Account"], key]
    .flatMap((named) => accountIn(named) ?? [])
    .filter((account) => isStranger(account, event, context));
}

function isUnknown(destination: Fields, event: CloudTrailEvent, context: DetectionContext): boolean {
  if (accountIn(destination["Account"]) !== undefined) return false;
  const arn = textOf(destination["Bucket"]) ?? "";
  const bucket = arn.slice(arn.lastIndexOf(":") + 1);
  return bucket !== event.bucket && context.perimeterOf(bucket) === undefined && !context.isLogBucket(bucket);
}
