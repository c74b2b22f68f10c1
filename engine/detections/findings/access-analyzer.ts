import { textOf } from "../../events/fields";
import type { FindingEvent } from "../../events/findings/finding-event";
import type { Severity } from "../../severity";
import { type DetectionContext, defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/rule-patterns";
import { findingKey } from "../facts/finding-key";
import { concernedInWords, findingDetails } from "../facts/finding-wording";
import { accountIn } from "../facts/principals";

/** Something that someone outside may use, by IAM Access Analyzer's proof. */
export const findingsAccessAnalyzer = defineFindingDetection({
  id: "findings.access-analyzer",
  title: "Access Analyzer found that outsiders have access",
  enabledByDefault: true,
  severity: "low",
  log: "IAM Access Analyzer",
  purpose: "findings",
  patterns: () => [findings("aws.access-analyzer", ["Access Analyzer Finding"], { status: ["ACTIVE"] })],
  matches: (event, context) => {
    if (event.feed !== "access-analyzer" || event.status !== "open") return undefined;
    const principals = event.callers;
    const isPublic = event.severity === "high";
    if (!isPublic && event.leftOut === 0 && areTrusted(principals, context)) return undefined;
    return {
      severity: severityIn(event, context),
      summary: summaryOf(event, isPublic, principals),
      details: findingDetails(event, {
        "Kind of resource": textOf(event.detail["resourceType"]),
        Actions: listed(event.detail["action"]),
        Error: textOf(event.detail["error"]),
      }),
    };
  },
  dedupBy: findingKey,
});

function severityIn(event: FindingEvent, { perimeterOf }: DetectionContext): Severity {
  const isProtected = event.buckets.some((bucket) => perimeterOf(bucket) !== undefined);
  return event.severity === "medium" && isProtected ? "high" : event.severity;
}

function summaryOf(event: FindingEvent, isPublic: boolean, principals: readonly string[]): string {
  const what = concernedInWords(event) ?? "a resource";
  if (event.severity === "low") return `Access Analyzer could not find out who may use ${what}`;
  if (isPublic) return `${what} can be used by everybody, Access Analyzer reports`;
  const [first, ...others] = principals;
  const who = first === undefined ? "somebody outside" : others.length === 0 ? first : `${first} and others`;
  return `${what} can be used by ${who}, Access Analyzer reports`;
}

/** Whether every one of them is of an account that is no stranger; no one named is no one trusted. */
function areTrusted(principals: readonly string[], { isTrustedAccount }: DetectionContext): boolean {
  return (
    principals.length > 0 &&
    principals.every((principal) => {
      const account = accountIn(principal);
      return account !== undefined && isTrustedAccount(account);
    })
  );
}

function listed(value: unknown): string | undefined {
  const texts = Array.isArray(value) ? value.slice(0, 20).flatMap((one) => textOf(one) ?? []) : [];
  return texts.length === 0 ? undefined : texts.join(", ");
}
