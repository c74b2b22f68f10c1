import { type Fields, fieldsOf, listOfFields, textOf } from "../fields";
import { bucketOfArn } from "./bucket-of-arn";
import { addressOf } from "./caller-address";

interface SequenceNames {
  readonly buckets: readonly (string | undefined)[];
  readonly resources: readonly (string | undefined)[];
  readonly sourceIps: readonly (string | undefined)[];
  readonly callers: readonly (string | undefined)[];
}

/**
 * What an attack in several steps names, in GuardDuty's finding and in Security Hub's of it, with names in camel case.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Sequence.html
 */
export function sequenceNames(value: unknown): SequenceNames {
  const sequence = fieldsOf(value);
  const resources = listOfFields(sequence["resources"]);
  return {
    buckets: resources.map(bucketOf),
    resources: resources.map(({ uid, name }) => textOf(uid) ?? textOf(name)),
    sourceIps: listOfFields(sequence["endpoints"]).map(({ ip }) => addressOf(ip)),
    callers: listOfFields(sequence["actors"]).map(({ id, user }) => userOf(fieldsOf(user)) ?? textOf(id)),
  };
}

/** An object names its bucket in its ARN only. */
function bucketOf({ uid, name, resourceType }: Fields): string | undefined {
  return bucketOfArn(textOf(uid)) ?? (resourceType === "S3_BUCKET" ? textOf(name) : undefined);
}

function userOf({ name, uid, credentialUid }: Fields): string | undefined {
  return textOf(name) ?? textOf(uid) ?? textOf(credentialUid);
}
