import { parseCidr } from "@palisade/engine/perimeter/cidr";
import type { Allow, Perimeter, Scope } from "@palisade/engine/perimeter/perimeter";
import type { Condition, Statement } from "../review/policy-statements";

/** What a bucket policy's Deny by network means, as the detector decides it; `unreadable` where it says more than that. */
export type PolicyPerimeter =
  | { readonly kind: "none" }
  | { readonly kind: "perimeter"; readonly perimeter: Perimeter }
  | { readonly kind: "unreadable"; readonly sid: string };

/** Keys that say from where a request comes; a Deny without any of them is about something else, such as TLS. */
const ABOUT_NETWORKS: ReadonlySet<string> = new Set([
  "aws:sourceip",
  "aws:vpcsourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
]);

/** Reads the perimeter back out of a policy's statements. */
export function perimeterOfPolicy(statements: readonly Statement[], bucket: string): PolicyPerimeter {
  const denies = statements.filter(
    ({ isDeny, conditions }) => isDeny && conditions.some(({ key }) => ABOUT_NETWORKS.has(key.toLowerCase())),
  );
  const [deny, another] = denies;
  if (deny === undefined) return { kind: "none" };
  const unreadable = { kind: "unreadable", sid: deny.sid ?? "a statement without Sid" } as const;
  const scope = scopeOf(deny);
  const allow = allowOf(deny.conditions);
  if (another !== undefined || scope === undefined || allow === undefined) return unreadable;
  return { kind: "perimeter", perimeter: { name: bucket, mode: "enforce", scope, buckets: [bucket], allow } };
}

function scopeOf({ elements }: Statement): Scope | undefined {
  const one = (name: string, ...values: string[]) => {
    const found = elements.get(name);
    return found?.length === 1 && values.includes(found[0] ?? "");
  };
  if (!one("Principal", "*", "AWS:*") || !one("Action", "s3:*") || elements.size !== 3) return undefined;
  const resources = elements.get("Resource") ?? [];
  const [first = "", second] = resources;
  if (second === undefined) return first.endsWith("/*") ? "data" : undefined;
  return resources.length === 2 && second === `${first}/*` ? "all" : undefined;
}

/** Undefined where a condition is none that Palisade writes: then the decision would be a guess. */
function allowOf(conditions: readonly Condition[]): Allow | undefined {
  const texts = {
    cidrs: [] as string[],
    vpcs: [] as string[],
    vpcEndpoints: [] as string[],
    principals: [] as string[],
  };
  const services = new Set<string>();
  for (const { operator, key, values } of conditions) {
    const name = `${operator.replace(/IfExists$/, "")} ${key.toLowerCase()}`;
    if (name === "NotIpAddress aws:sourceip") texts.cidrs.push(...values);
    else if (name === "StringNotEquals aws:sourcevpc") texts.vpcs.push(...values);
    else if (name === "StringNotEquals aws:sourcevpce") texts.vpcEndpoints.push(...values);
    else if (name === "ArnNotLike aws:principalarn") texts.principals.push(...values);
    else if (SERVICE_KEYS.has(key.toLowerCase()) && operator === "BoolIfExists" && values.join() === "false") {
      services.add(key.toLowerCase());
    } else return undefined;
  }
  const cidrs = texts.cidrs.map(parseCidr).flatMap((parsed) => ("cidr" in parsed ? parsed.cidr : []));
  if (cidrs.length < texts.cidrs.length || services.size === 1) return undefined;
  return { ...texts, cidrs, awsServices: services.size === 2 };
}

const SERVICE_KEYS: ReadonlySet<string> = new Set(["aws:principalisawsservice", "aws:viaawsservice"]);
