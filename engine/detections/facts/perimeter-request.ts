import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { s3Level } from "../../events/cloudtrail/s3-event-names";
import { type Fact, type PerimeterRequest, UNKNOWN } from "../../perimeter/decision";
import { isServiceLinked } from "./aws-itself";

/** What IAM saw of a request, as far as its CloudTrail record can say; the rest stays unknown. */
export function perimeterRequest(event: CloudTrailEvent): PerimeterRequest {
  const { sourceIp, sourceVpc, sourceVpce } = networkOf(event);
  return {
    sourceIp,
    sourceVpc,
    sourceVpce,
    principalArn: event.actor.kind === "anonymous" ? undefined : (event.actor.principalArn ?? UNKNOWN),
    principalIsAwsService: isAwsService(event),
    viaAwsService: isViaAwsService(event),
    objectLevel: s3Level(event) === "object",
  };
}

type Network = Pick<PerimeterRequest, "sourceIp" | "sourceVpc" | "sourceVpce">;

function networkOf({ source, vpcEndpointId }: CloudTrailEvent): Network {
  switch (source.kind) {
    case "public":
      // The S3 console reaches S3 by an endpoint of AWS's own and vouches for the person's address, so an endpoint beside a public
      // address does not take the address away. Nor does the endpoint belong to a VPC that could be allowed.
      return { sourceIp: source.address, sourceVpc: undefined, sourceVpce: vpcEndpointId };
    case "private":
      // Through a VPC endpoint IAM sees no aws:SourceIp, and CloudTrail names the endpoint but never its VPC.
      return { sourceIp: undefined, sourceVpc: UNKNOWN, sourceVpce: vpcEndpointId ?? UNKNOWN };
    case "unparseable":
      // Not an address, so on no list of addresses; passed on as it is.
      return { sourceIp: source.text, sourceVpc: undefined, sourceVpce: vpcEndpointId };
    case "aws-service":
    case "aws-internal":
    case "absent":
      return { sourceIp: UNKNOWN, sourceVpc: UNKNOWN, sourceVpce: vpcEndpointId ?? UNKNOWN };
  }
}

function isAwsService({ actor, source }: CloudTrailEvent): Fact<boolean> {
  if (actor.kind === "service") return true;
  const isFromAws = source.kind === "aws-service" || source.kind === "aws-internal";
  return actor.kind === "unknown" && isFromAws ? UNKNOWN : false;
}

function isViaAwsService({ actor, source }: CloudTrailEvent): Fact<boolean> {
  const { invokedBy } = actor;
  if (actor.kind === "service") return false;
  if (invokedBy === undefined) return source.kind === "aws-internal" ? UNKNOWN : false;
  // The console, by its old name: the person's own request.
  if (invokedBy === "signin.amazonaws.com") return false;
  if (invokedBy === "AWS Internal") return UNKNOWN;
  // A service cannot hold a user's keys, so it acts on the user's behalf. With a role's session it may as well act for itself, as
  // service roles do, and then aws:ViaAWSService is not set.
  if (actor.kind !== "role") return true;
  return isServiceLinked(actor) ? false : UNKNOWN;
}
