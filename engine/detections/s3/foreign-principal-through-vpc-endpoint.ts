import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { s3Access } from "../../events/cloudtrail/s3-event-names";
import { fieldsOf, textOf } from "../../events/fields";
import { type DetectionContext, defineDetection, type Verdict } from "../engine/define-detection";
import { callerEndpointBucket, callsThroughEndpoints, isNetworkActivity } from "../facts/network-activity";
import { originInWords } from "../facts/wording";

/** Someone inside the VPC carries credentials of another account: the way around every policy on one's own identities. */
export const s3ForeignPrincipalThroughVpcEndpoint = defineDetection({
  id: "s3.foreign-principal-through-vpc-endpoint",
  title: "Principal of an account that is not trusted used S3 through a VPC endpoint",
  enabledByDefault: false,
  severity: "low",
  log: "CloudTrail network activity events",
  purpose: "access",
  patterns: () => callsThroughEndpoints(undefined, "success"),
  matches: (event, context) => {
    if (!isNetworkActivity(event) || event.errorCode !== undefined || event.actor.kind === "service") return undefined;
    return verdictOf(event, context);
  },
  dedupBy: callerEndpointBucket,
});

function verdictOf(event: CloudTrailEvent, { isTrustedAccount }: DetectionContext): Verdict | undefined {
  const where = `${event.name} on bucket ${event.bucket ?? "unknown"} from ${originInWords(event)}`;
  if (event.actor.kind === "anonymous") {
    if (s3Access(event) === "read") return undefined;
    return { severity: "medium", summary: `an anonymous caller used ${where}` };
  }
  const account = textOf(fieldsOf(event.record["userIdentity"])["accountId"]);
  if (account === undefined)
    return { severity: "low", summary: `a principal of an account that was not recorded used ${where}` };
  if (isTrustedAccount(account)) return undefined;
  return {
    severity: "medium",
    summary: `a principal of account ${account}, which is not trusted, used ${where}`,
    details: { "Foreign account": account },
  };
}
