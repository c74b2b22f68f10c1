import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import type { EventPattern, Matcher } from "../../patterns/event-pattern";
import { calls, type Outcome } from "../engine/rule-patterns";

/** Said alike by all that listen to network activity events. */
export const NEEDS_NETWORK_ACTIVITY =
  "everything, unless a trail logs network activity events of S3: Palisade's own does so once this detection is on";

const EVENT_TYPES = ["AwsVpceEvent", "AwsVpceEvents"] as const;

/**
 * Calls through the account's own VPC endpoints, as their network activity events show. AWS's pages do not say under which detail type
 * EventBridge delivers these, so any of CloudTrail's will do.
 */
export function callsThroughEndpoints(
  eventName: readonly Matcher[] | undefined,
  outcome: Outcome,
): readonly EventPattern[] {
  // A name is asked for even where any will do, so that the rule is not taken for one that wants management events that only read.
  const pattern = calls("s3", eventName ?? [{ exists: true }], { outcome, detail: { eventType: EVENT_TYPES } });
  return [{ ...pattern, "detail-type": [{ suffix: " via CloudTrail" }] }];
}

/** Whether an event is about a call through a VPC endpoint, reported to the endpoint's owner. */
export function isNetworkActivity({ service, record }: CloudTrailEvent): boolean {
  return service === "s3.amazonaws.com" && EVENT_TYPES.some((type) => type === record["eventType"]);
}

/** The account of the endpoint, where the record says. */
export function endpointAccountOf({ record }: CloudTrailEvent): string | undefined {
  return textOf(record["vpcEndpointAccountId"]);
}

/** One incident for one caller at one endpoint and bucket. */
export function callerEndpointBucket({ actor, vpcEndpointId, bucket }: CloudTrailEvent): readonly string[] {
  return [actor.id, vpcEndpointId ?? "", bucket ?? ""];
}
