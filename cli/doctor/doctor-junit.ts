import { type JUnitOutcome, junitXml } from "../lib/reports/junit-xml";
import type { ReportedLine } from "./doctor-report";

/** A case for each thing that was looked at; what could not be looked at is an error, since nothing is known of it. */
export function doctorJUnit(lines: readonly ReportedLine[]): string {
  const cases = lines.map((line) => ({
    group: `palisade.doctor.${line.probe}`,
    name: line.subject,
    outcome: outcomeOf(line),
  }));
  return junitXml("palisade doctor", [{ name: "doctor", cases }]).trimEnd();
}

function outcomeOf({ status, why, fix }: ReportedLine): JUnitOutcome {
  if (status === "pass") return { kind: "passed" };
  return {
    kind: status === "fail" ? "failed" : "error",
    message: why,
    ...(fix !== undefined && { lines: [`To fix it: ${fix}`] }),
  };
}
