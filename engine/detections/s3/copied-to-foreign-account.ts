import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { COPIES, COPY_NAMES } from "../../events/cloudtrail/s3-event-names";
import { type DetectionContext, defineDetection, type Verdict } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { type Copy, type CopyEnd, copyOf, type Whereto, wheretoOf } from "../facts/copy";
import { isSuccess } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** Data left by S3's own hand, so that no network ever saw it. */
export const s3CopiedToForeignAccount = defineDetection({
  id: "s3.copied-to-foreign-account",
  title: "S3 object copied to an account that is not trusted",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: () => [calls("s3", COPY_NAMES)],
  matches: (event, context) => (isSuccess(event, COPIES) ? verdictOf(event, context) : undefined),
  dedupBy: (event) => [event.actor.id, copyOf(event).source.bucket ?? "", event.bucket ?? ""],
});

function verdictOf(event: CloudTrailEvent, context: DetectionContext): Verdict | undefined {
  const copy = copyOf(event);
  const whereto = wheretoOf(copy, context);
  if (whereto.kind === "trusted") return undefined;
  return {
    severity: whereto.kind === "foreign" ? "high" : "medium",
    summary: `${actorInWords(event.actor)} copied ${inWords(copy.source)} to ${whitherInWords(copy.destination, whereto)}, from ${originInWords(event)}`,
    details: detailsOf(event, copy, whereto),
  };
}

function inWords({ bucket, key }: CopyEnd): string {
  if (bucket === undefined) return "an object that was not recorded";
  return key === undefined ? `an object of ${bucket}` : `${bucket}/${key}`;
}

function whitherInWords({ bucket }: CopyEnd, whereto: Exclude<Whereto, { kind: "trusted" }>): string {
  const name = bucket === undefined ? "a bucket" : `bucket ${bucket}`;
  return whereto.kind === "foreign"
    ? `${name} of account ${whereto.account}, which is not trusted`
    : `${name}, of which the record does not say whose it is`;
}

function detailsOf(
  { actor }: CloudTrailEvent,
  { source, destination }: Copy,
  whereto: Whereto,
): Readonly<Record<string, string>> {
  const details: Readonly<Record<string, string | undefined>> = {
    "Source bucket": source.bucket,
    "Source object": source.key,
    "Source account": source.account,
    "Destination bucket": destination.bucket,
    "Destination object": destination.key,
    "Destination account": whereto.kind === "foreign" ? whereto.account : "unresolved",
    Session: actor.sessionName,
  };
  return Object.fromEntries(
    Object.entries(details).flatMap(([label, text]) => (text === undefined ? [] : [[label, text]])),
  );
}
