import type { Fields } from "../../events/fields";
import type { Severity } from "../../severity";
import type { CallDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { isAwsItself } from "./aws-itself";
import { requestOf } from "./successful-call";
import { actorInWords, originInWords } from "./wording";

/** How severe a call with such a request is; undefined where it is of no interest. */
export type Judge = (request: Fields) => Severity | undefined;

/** A judge that says the same of every request. */
export const graded =
  (severity: Severity): Judge =>
  () =>
    severity;

/** Calls such as `{ macie2: { DisableMacie: graded("high") } }`, by service and then by name: one incident for a caller at one service. */
export function judgedCalls(
  byService: Readonly<Record<string, Readonly<Record<string, Judge>>>>,
): Pick<CallDetection, "patterns" | "matches" | "dedupBy"> {
  const judges = new Map(
    Object.entries(byService).map(([service, byName]) => [`${service}.amazonaws.com`, new Map(Object.entries(byName))]),
  );
  return {
    patterns: () => Object.entries(byService).map(([service, byName]) => calls(service, Object.keys(byName))),
    matches: (event) => {
      if (event.errorCode !== undefined || isAwsItself(event)) return undefined;
      const { actor, name, service } = event;
      const severity = judges.get(service)?.get(name)?.(requestOf(event));
      if (severity === undefined) return undefined;
      return { severity, summary: `${actorInWords(actor)} called ${name} of ${service}, from ${originInWords(event)}` };
    },
    dedupBy: ({ actor, service, region }) => [actor.id, service, region ?? ""],
  };
}
