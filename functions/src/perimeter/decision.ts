import { AddressSet } from "./address-set";
import { compileArnPattern } from "./arn-pattern";
import type { Perimeter } from "./perimeter";

/** The record cannot say what the request carried. */
export const UNKNOWN = Symbol("unknown");

/** A fact of a request as IAM saw it: a value, `undefined` when the key was not in the request context, or not known to us. */
export type Fact<T> = T | undefined | typeof UNKNOWN;

/** The condition keys that a perimeter looks at. */
export interface PerimeterRequest {
  readonly sourceIp: Fact<string>;
  readonly sourceVpc: Fact<string>;
  readonly sourceVpce: Fact<string>;
  readonly principalArn: Fact<string>;
  readonly principalIsAwsService: Fact<boolean>;
  readonly viaAwsService: Fact<boolean>;
  /** Whether the action's resource is an object, which is all that scope `data` speaks of. */
  readonly objectLevel: boolean;
}

export type Allowance = "address" | "vpc" | "vpc-endpoint" | "aws-service" | "principal" | "out-of-scope";

/** Whether the Deny statement applies. `undecided` names the fact that was missing. */
export type Decision =
  | { readonly kind: "denied" }
  | { readonly kind: "allowed"; readonly because: Allowance }
  | { readonly kind: "undecided"; readonly missing: Exclude<Allowance, "out-of-scope"> };

export interface CompiledPerimeter {
  readonly perimeter: Perimeter;
  /** Would the Deny statement apply to this request? The mode does not matter here. */
  readonly decide: (request: PerimeterRequest) => Decision;
}

type Condition = {
  readonly name: Exclude<Allowance, "out-of-scope">;
  /** True when the request satisfies what is allowed, so that the Deny does not apply. */
  readonly admits: (request: PerimeterRequest) => boolean | typeof UNKNOWN;
};

// Every condition of the statement is negated (`Not…`) or compares with "false", so an absent key leaves the Deny standing: it admits nothing.
function admitsWhen<T>(fact: Fact<T>, test: (value: T) => boolean): boolean | typeof UNKNOWN {
  if (fact === UNKNOWN) return UNKNOWN;
  return fact !== undefined && test(fact as T);
}

function conditionsOf({ allow }: Perimeter): readonly Condition[] {
  const conditions: Condition[] = [];
  if (allow.awsServices) {
    conditions.push({
      name: "aws-service",
      admits: ({ principalIsAwsService, viaAwsService }) => {
        if (principalIsAwsService === true || viaAwsService === true) return true;
        return principalIsAwsService === UNKNOWN || viaAwsService === UNKNOWN ? UNKNOWN : false;
      },
    });
  }
  if (allow.cidrs.length > 0) {
    const addresses = AddressSet.of(allow.cidrs);
    conditions.push({ name: "address", admits: ({ sourceIp }) => admitsWhen(sourceIp, (ip) => addresses.has(ip)) });
  }
  if (allow.vpcEndpoints.length > 0) {
    const ids = new Set(allow.vpcEndpoints);
    conditions.push({ name: "vpc-endpoint", admits: ({ sourceVpce }) => admitsWhen(sourceVpce, (id) => ids.has(id)) });
  }
  if (allow.vpcs.length > 0) {
    const ids = new Set(allow.vpcs);
    conditions.push({ name: "vpc", admits: ({ sourceVpc }) => admitsWhen(sourceVpc, (id) => ids.has(id)) });
  }
  if (allow.principals.length > 0) {
    const patterns = allow.principals.map(compileArnPattern);
    conditions.push({
      name: "principal",
      admits: ({ principalArn }) => admitsWhen(principalArn, (arn) => patterns.some((matches) => matches(arn))),
    });
  }
  return conditions;
}

/** Compiles a perimeter's statement into the decision that IAM would make, in three-valued logic. */
export function compilePerimeter(perimeter: Perimeter): CompiledPerimeter {
  const conditions = conditionsOf(perimeter);
  return {
    perimeter,
    decide: (request) => {
      if (perimeter.scope === "data" && !request.objectLevel) return { kind: "allowed", because: "out-of-scope" };
      let missing: Condition["name"] | undefined;
      for (const { name, admits } of conditions) {
        const admitted = admits(request);
        if (admitted === true) return { kind: "allowed", because: name };
        if (admitted === UNKNOWN) missing ??= name;
      }
      return missing ? { kind: "undecided", missing } : { kind: "denied" };
    },
  };
}
