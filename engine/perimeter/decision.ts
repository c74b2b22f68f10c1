import { AddressSet } from "./address-set";
import { compileArnPattern } from "./arn-pattern";
import type { Perimeter } from "./perimeter";

/** The record cannot say what the request carried. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** A fact of a request as IAM saw it: a value, `undefined` when the key was not in the request context, or not known to us. */
export type Fact<T> = T | undefined | typeof UNKNOWN;

/** The condition keys that a perimeter looks at. */
export interface PerimeterRequest {
  /** Absent for a request through a VPC endpoint. */
  readonly sourceIp: Fact<string>;
  readonly sourceVpc: Fact<string>;
  readonly sourceVpce: Fact<string>;
  /** A session's role, never the session; absent for an anonymous request. */
  readonly principalArn: Fact<string>;
  readonly principalIsAwsService: Fact<boolean>;
  readonly viaAwsService: Fact<boolean>;
  /** Whether the action's resource is an object, which is all that scope `data` speaks of. */
  readonly objectLevel: boolean | typeof UNKNOWN;
}

export type Allowance = "address" | "vpc" | "vpc-endpoint" | "aws-service" | "principal" | "out-of-scope";

/** Whether the Deny statement applies; `undecided` says which facts were missing, in words. */
export type Decision =
  | { readonly kind: "denied" }
  | { readonly kind: "allowed"; readonly because: Allowance }
  | { readonly kind: "undecided"; readonly because: string };

export interface CompiledPerimeter {
  readonly perimeter: Perimeter;
  /** Would the Deny statement apply to this request? The mode does not matter here, and neither does any other policy. */
  readonly decide: (request: PerimeterRequest) => Decision;
}

/** One way out of the Deny. */
interface WayOut {
  readonly because: Allowance;
  /** What has to be known of the request, for a person. */
  readonly fact: string;
  /** True when a condition of the Deny is false, and with it the whole statement. */
  readonly isOpen: (request: PerimeterRequest) => boolean | typeof UNKNOWN;
}

/** Compiles a perimeter's statement into the decision that IAM would make, in three-valued logic. */
export function compilePerimeter(perimeter: Perimeter): CompiledPerimeter {
  const waysOut = waysOutOf(perimeter);
  return {
    perimeter,
    decide: (request) => {
      let missing: string | undefined;
      for (const { because, fact, isOpen } of waysOut) {
        const open = isOpen(request);
        if (open === true) return { kind: "allowed", because };
        if (open === UNKNOWN) missing = missing === undefined ? fact : `${missing}, ${fact}`;
      }
      return missing === undefined ? { kind: "denied" } : { kind: "undecided", because: `not recorded: ${missing}` };
    },
  };
}

function waysOutOf({ scope, allow }: Perimeter): readonly WayOut[] {
  const addresses = AddressSet.of(allow.cidrs);
  const vpcs = new Set(allow.vpcs);
  const vpcEndpoints = new Set(allow.vpcEndpoints);
  const principals = allow.principals.map(compileArnPattern);
  const waysOut: readonly (WayOut | false)[] = [
    scope === "data" && {
      because: "out-of-scope",
      fact: "whether the action is on an object",
      isOpen: ({ objectLevel }) => (objectLevel === UNKNOWN ? UNKNOWN : !objectLevel),
    },
    allow.cidrs.length > 0 && {
      because: "address",
      fact: "source address",
      isOpen: ({ sourceIp }) => holds(sourceIp, (address) => addresses.has(address)),
    },
    vpcs.size > 0 && {
      because: "vpc",
      fact: "VPC",
      isOpen: ({ sourceVpc }) => holds(sourceVpc, (id) => vpcs.has(id)),
    },
    vpcEndpoints.size > 0 && {
      because: "vpc-endpoint",
      fact: "VPC endpoint",
      isOpen: ({ sourceVpce }) => holds(sourceVpce, (id) => vpcEndpoints.has(id)),
    },
    allow.awsServices && {
      because: "aws-service",
      fact: "whether an AWS service made the request",
      isOpen: ({ principalIsAwsService }) => holds(principalIsAwsService, Boolean),
    },
    allow.awsServices && {
      because: "aws-service",
      fact: "whether it came by way of an AWS service",
      isOpen: ({ viaAwsService }) => holds(viaAwsService, Boolean),
    },
    principals.length > 0 && {
      because: "principal",
      fact: "ARN of the principal",
      isOpen: ({ principalArn }) => holds(principalArn, (arn) => principals.some((matches) => matches(arn))),
    },
  ];
  return waysOut.filter((wayOut) => wayOut !== false);
}

// Every condition of the statement is negated or `IfExists`, so an absent key leaves the Deny standing: it opens nothing.
function holds<T>(fact: Fact<T>, test: (value: T) => boolean): boolean | typeof UNKNOWN {
  if (fact === undefined) return false;
  return fact === UNKNOWN ? UNKNOWN : test(fact);
}
