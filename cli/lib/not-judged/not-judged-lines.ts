import { counted } from "../counted";
import { visibleText } from "../visible-text";
import { kindsIn, type NotJudged, type NotJudgedKind, type Others } from "./not-judged";
import type { Scope } from "./scope";

/** What was not judged and why, in a sentence; none where everything was. */
export function notJudgedLines(
  found: NotJudged,
  scope: Pick<Scope, "account">,
  undecidedNoun: "caller" | "request",
): readonly string[] {
  const parts = notJudgedParts(found, scope, undecidedNoun).map(({ text }) => text);
  return parts.length === 0 ? [] : [`Not judged: ${parts.join("; ")}.`];
}

/** The same, kind by kind. */
export function notJudgedParts(
  found: NotJudged,
  { account }: Pick<Scope, "account">,
  undecidedNoun: "caller" | "request",
): readonly { readonly kind: NotJudgedKind; readonly text: string }[] {
  const words: Readonly<Record<NotJudgedKind, () => string>> = {
    "other-buckets": () => {
      const { records, distinct } = found["other-buckets"];
      return `${counted(records, "request")} to ${counted(distinct, "bucket")} without a perimeter (${namesIn(found["other-buckets"])})`;
    },
    "other-accounts": () => {
      const { records, distinct } = found["other-accounts"];
      return `${counted(records, "record")} of ${counted(distinct, "account")} other than ${account} (${namesIn(found["other-accounts"])})`;
    },
    "other-regions": () =>
      `${counted(found["other-regions"].records, "record")} of regions where no rule hears them (${namesIn(found["other-regions"])})`,
    "access-points": () =>
      `${counted(found["access-points"].records, "request")} by access points whose bucket is not recorded (${namesIn(found["access-points"])})`,
    "unnamed-buckets": () =>
      `${counted(found["unnamed-buckets"], "request")} for objects whose records do not say of which bucket`,
    "silent-buckets": () =>
      `requests for objects of ${counted(found["silent-buckets"], "protected bucket")}, of which the logs hold none (does the trail record data events?)`,
    undecided: () => `${counted(found.undecided, `undecided ${undecidedNoun}`)}, for the records say too little`,
  };
  return kindsIn(found).map((kind) => ({ kind, text: words[kind]() }));
}

export const NO_RECORD = "Nothing is known: there was not one record to read.";

/** Nothing in the logs is of the configuration, so alerts, if any, are about others. */
export function noneOwnLine(records: number, { account, regions, buckets }: Scope): string {
  const expected = `account ${account}, ${[...regions].join(" or ")}, ${someOf([...buckets.keys()])}`;
  return `Nothing is known of this configuration: none of ${counted(records, "record")} is of its own (${expected}).`;
}

const MOST_NAMES = 5;

/** Some names of a list that may be long. */
export function someOf(names: readonly string[]): string {
  const left = names.length - MOST_NAMES;
  const listed = names.slice(0, MOST_NAMES).map((name) => visibleText(name, 100));
  return listed.join(", ") + (left > 0 ? ` and ${left.toLocaleString("en-US")} more` : "");
}

function namesIn({ distinct, names }: Others): string {
  const listed = names.map(({ name, records }) => `${visibleText(name, 100)} ${records.toLocaleString("en-US")}`);
  const left = distinct - names.length;
  return listed.join(", ") + (left > 0 ? ` and ${left.toLocaleString("en-US")} more` : "");
}
