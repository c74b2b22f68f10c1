import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import { isSuccessfulCall, requestOf } from "./successful-call";

export const ATTACH_CALLS: ReadonlySet<string> = new Set(["AttachUserPolicy", "AttachRolePolicy", "AttachGroupPolicy"]);

/** A managed policy that was attached. */
export interface PolicyAttachment {
  readonly policyArn: string;
  /** The policy's name where AWS wrote it, without its path. */
  readonly awsPolicy: string | undefined;
  /** `the role app` */
  readonly holder: string;
}

const AWS_POLICY = /^arn:aws[a-z-]{0,12}:iam::aws:policy\//;

export function policyAttachmentOf(event: CloudTrailEvent): PolicyAttachment | undefined {
  if (!isSuccessfulCall(event, "iam", ATTACH_CALLS)) return undefined;
  const policyArn = textOf(requestOf(event)["policyArn"]);
  if (policyArn === undefined) return undefined;
  const awsPolicy = AWS_POLICY.test(policyArn) ? policyArn.slice(policyArn.lastIndexOf("/") + 1) : undefined;
  return { policyArn, awsPolicy, holder: policyHolder(event) };
}

/** Whose rights a call of IAM changes: `the role app`. */
export function policyHolder(event: CloudTrailEvent): string {
  const { userName, roleName, groupName } = requestOf(event);
  const [kind, name] =
    textOf(userName) !== undefined
      ? ["user", textOf(userName)]
      : textOf(roleName) !== undefined
        ? ["role", textOf(roleName)]
        : ["group", textOf(groupName)];
  return name === undefined ? "an identity that the record does not name" : `the ${kind} ${name}`;
}
