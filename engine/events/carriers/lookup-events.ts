import { type Carrier, contentOf, holds } from "./carrier";

/**
 * An answer of `aws cloudtrail lookup-events`, or one event of it.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html
 */
export const lookupEvents: Carrier = (value) => {
  const event = contentOf(value["CloudTrailEvent"]);
  if (event !== undefined) return holds(event);
  return Array.isArray(value["Events"]) ? holds(...value["Events"]) : undefined;
};
