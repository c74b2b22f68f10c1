import { textOf } from "@palisade/engine/events/fields";
import { comparePolicies } from "./compare-policies";
import { compareLogging, comparePublicAccess, compareTrail } from "./compare-settings";
import { code, type Finding, loud } from "./finding";
import type { PlanChange } from "./plan-change";
import { policyStatements, type Statement } from "./policy-statements";

/** What a plan does to one bucket or trail. */
export interface ResourceReview {
  /** Markdown. */
  readonly heading: string;
  readonly findings: readonly Finding[];
}

const REVIEWS: Readonly<Record<string, (change: PlanChange) => readonly Finding[]>> = {
  aws_s3_bucket_policy: reviewPolicy,
  aws_s3_bucket_public_access_block: comparePublicAccess,
  aws_s3_bucket_logging: compareLogging,
  aws_cloudtrail: compareTrail,
  aws_s3_bucket: reviewBucket,
};

/** The changes that matter to a perimeter; others are left out. */
export function reviewPlan(changes: readonly PlanChange[]): readonly ResourceReview[] {
  return changes
    .map((change) => ({ heading: headingOf(change), findings: REVIEWS[change.type]?.(change) ?? [] }))
    .filter(({ findings }) => findings.length > 0);
}

function headingOf({ address, before, after }: PlanChange): string {
  const name = textOf(after?.["bucket"]) ?? textOf(before?.["bucket"]) ?? textOf(after?.["name"]);
  return name === undefined ? code(address) : `${code(name)} (${code(address)})`;
}

function reviewPolicy(change: PlanChange): readonly Finding[] {
  const { actions, before, after, afterUnknown } = change;
  const isReplaced = actions.includes("delete") && actions.includes("create");
  const old = before ? statementsOf(before["policy"]) : [];
  const isUnknown = after !== undefined && afterUnknown["policy"] === true;
  const now = after && !isUnknown ? statementsOf(after["policy"]) : [];
  if (!old || !now) return [loud("**The policy cannot be read:** compare it by hand")];
  return [
    ...(isReplaced ? [loud("**The policy is replaced:** for a moment the bucket has none")] : []),
    ...(after ? [] : [loud("**The bucket's policy goes away**")]),
    ...(isUnknown
      ? [loud("**The new policy is known only after apply:** compare it then")]
      : comparePolicies(old, now)),
  ];
}

function statementsOf(policy: unknown): readonly Statement[] | undefined {
  if (policy === undefined || policy === null || policy === "") return [];
  return typeof policy === "string" ? policyStatements(policy) : undefined;
}

function reviewBucket({ after, actions }: PlanChange): readonly Finding[] {
  if (!after) return [loud("**The bucket is deleted**")];
  return actions.includes("delete") ? [loud("**The bucket is deleted and created again**")] : [];
}
