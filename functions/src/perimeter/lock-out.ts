import type { Perimeter } from "./perimeter";

/**
 * Whether nobody could undo this perimeter from outside it. Scope `all` denies PutBucketPolicy and DeleteBucketPolicy as well, so
 * somebody must stay exempt; with `data` the management actions stay open.
 */
export function locksEverybodyOut({ mode, scope, allow }: Perimeter): boolean {
  return mode === "enforce" && scope === "all" && allow.principals.length === 0;
}
