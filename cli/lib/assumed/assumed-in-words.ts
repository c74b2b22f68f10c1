import { commandName } from "../command-name";
import { counted } from "../counted";
import { printProse } from "../layout/print-prose";
import { someOf } from "../not-judged/not-judged-lines";
import type { Terminal } from "../terminal";
import { ASKS_ALLOWLIST, type AssumedConfig } from "./assumed-config";

/** What is assumed without a configuration, by what, and what is not judged for want of one. */
export function assumedInWords({ own, regions, buckets, isOwnerNamed }: AssumedConfig, notJudged: string): string {
  const by = own?.by === "trail" ? "records" : "requests in the access logs";
  const account =
    own === undefined
      ? "no account, for no log names one"
      : `account ${own.account} (${own.others.length === 0 ? "all" : "most"} ${by} are from it)`;
  const names =
    buckets.length === 0
      ? "no bucket of its own"
      : `${counted(buckets.length, "bucket")} (${someOf(buckets)}${isOwnerNamed ? "" : "; no record says whose"})`;
  return `No palisade.yaml here, so it is assumed from the logs: ${account}; ${someOf(regions)}; ${names}. Not judged: ${notJudged}.`;
}

/** The same on standard error, with what ends it. */
export function printAssumed(assumed: AssumedConfig, notJudged: string, terminal: Terminal): void {
  const line = `${assumedInWords(assumed, notJudged)} To write one: ${commandName()} init LOGS`;
  printProse({ ...terminal, stdout: terminal.stderr }, [line, ""]);
}

export const NO_ALLOWLIST = `whether callers are on an allowlist, since none is configured (${counted(ASKS_ALLOWLIST.length, "detection")} off)`;
