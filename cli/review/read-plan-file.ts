import { readFileSync } from "node:fs";
import { readableCause } from "../lib/logs/readable-cause";
import { encodingOf } from "../lib/logs/text-encoding";
import { countActions, type PlanChange, planGap, readPlan } from "./plan-change";
import { reviewPlan } from "./review-plan";
import type { FileReview } from "./review-report";

export interface PlanFile {
  /** None where the file could not be read; the review says why. */
  readonly changes: readonly PlanChange[];
  readonly review: FileReview;
}

/** Reads what `terraform show -json` wrote, and says what it does to perimeters. Never throws. */
export function readPlanFile(file: string): PlanFile {
  try {
    const value: unknown = JSON.parse(textIn(readFileSync(file)));
    const changes = readPlan(value);
    if (typeof changes === "string") return unread(file, changes);
    const gap = planGap(value);
    const review = { file, resources: reviewPlan(changes), actions: countActions(changes), ...(gap && { gap }) };
    return { changes, review };
  } catch (error) {
    const isJson = !(error instanceof SyntaxError);
    return unread(file, isJson ? readableCause(error) : "not JSON, expected the output of terraform show -json PLAN");
  }
}

/** PowerShell 5 writes what `>` takes in UTF-16. */
function textIn(bytes: Buffer): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function unread(file: string, problem: string): PlanFile {
  return { changes: [], review: { file, resources: [], actions: countActions([]), problem } };
}
