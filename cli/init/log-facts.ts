import type { Inventory } from "@palisade/engine/inventory/inventory";
import type { OwnAccount } from "@palisade/engine/inventory/own-account";
import { counted } from "../lib/counted";
import { someOf } from "../lib/not-judged/not-judged-lines";

const DAY_MS = 86_400_000;
const ENOUGH_DAYS = 30;

/** What logs were read, in words. */
export function originOf(logs: readonly string[], { records, days }: Inventory): string {
  const kinds = [
    ...(records.cloudtrail > 0 ? [counted(records.cloudtrail, "CloudTrail record")] : []),
    ...(records["access-log"] > 0 ? [counted(records["access-log"], "access-log line")] : []),
  ];
  return `${someOf(logs)}: ${kinds.join(" and ")}, ${spanOf(days)}`;
}

function spanOf(days: readonly number[]): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return "no days";
  return first === last ? dayText(first) : `${counted(days.length, "day")} from ${dayText(first)} to ${dayText(last)}`;
}

function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function accountReason({ by, others }: OwnAccount): string {
  const what = by === "trail" ? "records" : "requests in the access logs";
  return `${others.length === 0 ? "all" : "most"} ${what} are from it`;
}

/** What the logs leave open whatever is chosen. */
export function gapsOfLogs(inventory: Inventory, own: OwnAccount | undefined, account: string): readonly string[] {
  const { records, days, buckets } = inventory;
  const others = own === undefined ? [] : [own.account, ...own.others].filter((other) => other !== account);
  return [
    ...(days.length < ENOUGH_DAYS ? [`networks are known of ${counted(days.length, "day")} of logs only`] : []),
    ...(own?.by === "trail" && others.length > 0
      ? [
          `the logs are of ${counted(others.length, "more account")} too, of which nothing is in here: ${someOf(others)}; each needs a configuration of its own, and trust.accounts where it is yours`,
        ]
      : []),
    ...(records.cloudtrail > 0 && records["access-log"] === 0 && !buckets.some(({ forObjects }) => forObjects > 0)
      ? ["the logs hold no request for an object, so no network is known: does the trail record data events?"]
      : []),
    ...(records.cloudtrail === 0 ? ["access logs do not name VPC endpoints"] : []),
  ];
}
