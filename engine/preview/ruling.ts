import type { CompiledPerimeter, Decision } from "../perimeter/decision";
import type { LoggedRequest } from "./logged-request";

/** What a perimeter's statement means for a request: the decision, or why IAM never comes to it. */
export type Ruling = Decision | { readonly kind: "spared"; readonly because: "no-policy-asked" | "root-user" };

/** Browsers' preflights are anonymous by nature, and a bucket that is only being created has no policy. */
const UNASKED: ReadonlySet<string> = new Set(["PreflightRequest", "REST.OPTIONS.PREFLIGHT", "CreateBucket"]);

/** What S3 lets the owner's root user do whatever the policy says. */
const ROOT_MAY: ReadonlySet<string> = new Set([
  "GetBucketPolicy",
  "PutBucketPolicy",
  "DeleteBucketPolicy",
  "REST.GET.BUCKETPOLICY",
  "REST.PUT.BUCKETPOLICY",
  "REST.DELETE.BUCKETPOLICY",
]);

/**
 * The detector's own decision, but for what a bucket policy cannot refuse.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export function rule(request: LoggedRequest, { decide }: CompiledPerimeter, account: string): Ruling {
  const { action, actor, facts } = request;
  if (UNASKED.has(action)) return { kind: "spared", because: "no-policy-asked" };
  if (actor.kind === "root" && actor.account === account && ROOT_MAY.has(action)) {
    return { kind: "spared", because: "root-user" };
  }
  return decide(facts);
}
