import { splitArn } from "./arn-pattern";
import type { Perimeter } from "./perimeter";

/**
 * Whether no one could undo this perimeter from outside its networks, save the account's root user. Scope `all` denies PutBucketPolicy and
 * DeleteBucketPolicy as well, so someone must stay exempt who can call them; with `data` the management actions stay open. With `account`,
 * the bucket owner's, principals of other accounts do not count: S3 lets only the owner's own principals change a bucket policy.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export function locksEverybodyOut({ mode, scope, allow }: Perimeter, account?: string): boolean {
  return mode === "enforce" && scope === "all" && !allow.principals.some((principal) => canUndo(principal, account));
}

function canUndo(principal: string, account: string | undefined): boolean {
  const [, , , , owner, resource = ""] = splitArn(principal) ?? [];
  if (account !== undefined && owner !== account) return false;
  // No person can take on a service-linked role.
  return resource !== "" && !resource.startsWith("role/aws-service-role/");
}
