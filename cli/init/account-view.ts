import type { Answer } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";
import type { Caller } from "@palisade/aws/caller";
import { type LiveBucket, listBuckets } from "./look-at-account";

/** The account of the buckets, as far as AWS may be asked about it. */
export type AccountView =
  | { readonly kind: "open"; readonly aws: Aws; readonly buckets: Answer<readonly LiveBucket[]> }
  | { readonly kind: "closed"; readonly why: string };

/** `caller` is who the credentials are of; undefined where AWS is not to be asked. */
export async function viewAccount(
  account: string,
  caller: Answer<Caller> | undefined,
  aws: Aws | undefined,
  region: string,
): Promise<AccountView> {
  if (aws === undefined || caller === undefined) return { kind: "closed", why: "AWS was not asked" };
  if (caller.kind === "missing") return { kind: "closed", why: caller.error };
  if (caller.kind === "unknown") return { kind: "closed", why: caller.why };
  if (caller.value.account !== account) {
    return { kind: "closed", why: `the credentials are of account ${caller.value.account}` };
  }
  return { kind: "open", aws, buckets: await listBuckets(aws, region) };
}

/** The account's own list of its buckets, where it is known. */
export function liveBuckets(view: AccountView): readonly LiveBucket[] | undefined {
  return view.kind === "open" && view.buckets.kind === "found" ? view.buckets.value : undefined;
}
