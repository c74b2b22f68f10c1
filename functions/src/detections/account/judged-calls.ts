import type { CloudTrailEvent } from "../../events/cloudtrail-event";
import type { Fields } from "../../events/fields";
import type { EventPattern } from "../../patterns/event-pattern";
import type { Severity } from "../../severity";
import { calls } from "../listen";
import { isSuccessfulCall, requestOf } from "../successful-call";

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
    Object.entries(byService).map(([service, byName]) => [service, new Map(Object.entries(byName))]),
  );
  const names = new Map([...judges].map(([service, byName]) => [service, new Set(byName.keys())]));
  return {
    patterns: () => [...names].map(([service, ofService]) => calls(service, [...ofService])),
    severityOf: (event) => {
      const service = event.service.split(".", 1)[0] ?? "";
      const ofService = names.get(service);
      if (ofService === undefined || !isSuccessfulCall(event, service, ofService)) return undefined;
      return judges.get(service)?.get(event.name)?.(requestOf(event));
    },
  };
}
