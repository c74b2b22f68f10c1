import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { s3Level } from "../../events/cloudtrail/s3-event-names";
import { sourceText } from "../../events/source";
import type { CompiledPerimeter, Decision } from "../../perimeter/decision";
import type { DetectionContext } from "../engine/define-detection";
import { isCovered, isJudged } from "./coverage";
import { perimeterRequest } from "./perimeter-request";

/** An S3 request as the perimeter around its bucket sees it. */
export interface Judgement {
  readonly perimeter: CompiledPerimeter["perimeter"];
  /** Whether the caller stands outside, no matter which actions the perimeter's scope covers. */
  readonly caller: Decision;
  /** Whether the scope covers the action. */
  readonly isCovered: boolean;
}

/**
 * Judges an S3 request by someone other than an AWS service to a bucket inside a perimeter; undefined for everything else, and for
 * calls about a bucket's settings where the perimeter is only around its data.
 */
export function judge(event: CloudTrailEvent, { perimeterOf }: DetectionContext): Judgement | undefined {
  if (event.bucket === undefined || event.service !== "s3.amazonaws.com" || event.actor.kind === "service")
    return undefined;
  const compiled = perimeterOf(event.bucket);
  if (compiled === undefined) return undefined;
  const level = s3Level(event);
  if (!isJudged(compiled.perimeter, level)) return undefined;
  return {
    perimeter: compiled.perimeter,
    caller: compiled.decide({ ...perimeterRequest(event), objectLevel: true }),
    isCovered: isCovered(compiled.perimeter, level),
  };
}

/** One incident for one caller at one bucket from one address, however many sessions and keys. */
export function callerBucketAddress({ actor, bucket, source }: CloudTrailEvent): readonly string[] {
  return [actor.id, bucket ?? "", sourceText(source) ?? ""];
}
