import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { Fields } from "../../events/fields";
import type { EventPattern } from "../../patterns/event-pattern";
import type { Severity } from "../../severity";
import { calls } from "../engine/listen";
import { requestOf } from "./successful-call";

/** How grave a call with such a request is; undefined where it is none of our business. */
export type Judge = (request: Fields) => Severity | undefined;

/** Calls of several services and how grave each is. */
export interface JudgedCalls {
  readonly patterns: () => readonly EventPattern[];
  readonly severityOf: (event: CloudTrailEvent) => Severity | undefined;
}

/** A judge that says the same of every request. */
export const graded =
  (severity: Severity): Judge =>
  () =>
    severity;

/** Of `{ macie2: { DisableMacie: graded("high") } }`: by service, then by call. */
export function judgeCalls(byService: Readonly<Record<string, Readonly<Record<string, Judge>>>>): JudgedCalls {
  const judges = new Map(
    Object.entries(byService).map(([service, byName]) => [`${service}.amazonaws.com`, new Map(Object.entries(byName))]),
  );
  return {
    patterns: () => Object.entries(byService).map(([service, byName]) => calls(service, Object.keys(byName))),
    severityOf: (event) => {
      if (event.errorCode !== undefined) return undefined;
      return judges.get(event.service)?.get(event.name)?.(requestOf(event));
    },
  };
}
