import type { OwnAccount } from "@palisade/engine/inventory/own-account";
import { counted } from "../lib/counted";
import { someOf } from "../lib/not-judged/not-judged-lines";
import type { AccountView } from "./account-view";
import type { Draft } from "./draft";
import { gapsOfLogs } from "./log-facts";
import type { LogsRead } from "./read-logs";

/** What a draft leaves open, a phrase each. */
export function gapsOf(
  draft: Draft,
  view: AccountView,
  read: LogsRead | undefined,
  own: OwnAccount | undefined,
): readonly string[] {
  const { buckets, allowed, emails, account } = draft;
  const unlocated = buckets.filter(({ region }) => region === undefined).map(({ name }) => name);
  const unknown = buckets.flatMap(({ name, policy }) => (policy.kind === "unknown" ? [{ name, why: policy.why }] : []));
  return [
    ...(read === undefined
      ? ["who uses the buckets, and from where, which logs say: palisade preview LOGS"]
      : gapsOfLogs(read.inventory, own, account.value)),
    ...(read !== undefined && read.complaints.length > 0 ? ["not everything in the logs could be read"] : []),
    ...draft.gaps,
    ...(allowed.length === 0 ? ["no network is allowed yet: every request for an object raises an alert"] : []),
    ...(unlocated.length > 0 ? [`the regions of ${someOf(unlocated)}`] : []),
    ...(unknown.length > 0
      ? [
          `the policies that ${counted(unknown.length, "bucket")} may have, which mode: enforce needs (${unknown[0]?.why})`,
        ]
      : []),
    ...(view.kind === "open" && view.buckets.kind !== "found"
      ? ["which buckets the account has, for want of a permission"]
      : []),
    ...(emails.length === 0 ? ["who is notified: alerts.email"] : []),
  ];
}
