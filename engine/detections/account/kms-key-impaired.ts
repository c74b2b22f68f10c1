import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { Severity } from "../../severity";
import { type DetectionContext, defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { listInWords } from "../facts/list-in-words";
import { gravestOf, outsidersIn } from "../facts/outsiders";
import { readPolicy } from "../facts/policy-document";
import { keyOf } from "../facts/resource-name";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set([
  "DisableKey",
  "ScheduleKeyDeletion",
  "DeleteImportedKeyMaterial",
  "DisableKeyRotation",
  "PutKeyPolicy",
]);

interface Harm {
  readonly severity: Severity;
  /** Before the key in a sentence. */
  readonly did: string;
  readonly details?: Readonly<Record<string, string>>;
}

/** Without its key, encrypted data is noise; with it, a stranger reads all. */
export const accountKmsKeyImpaired = defineDetection({
  id: "account.kms-key-impaired",
  title: "A KMS key was disabled, given up for deletion, or opened to strangers",
  enabledByDefault: true,
  severity: "low",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("kms", [...NAMES])],
  matches: (event, context) => {
    if (!isSuccessfulCall(event, "kms", NAMES)) return undefined;
    const harm = harmOf(event, context);
    if (harm === undefined) return undefined;
    const key = keyNamed(event);
    return {
      severity: harm.severity,
      summary: `${actorInWords(event.actor)} ${harm.did} the key ${key}, from ${originInWords(event)}`,
      details: { Key: key, ...harm.details },
    };
  },
  dedupBy: (event) => [event.actor.id, keyNamed(event)],
});

function keyNamed(event: CloudTrailEvent): string {
  return keyOf(event.record, requestOf(event));
}

function harmOf(event: CloudTrailEvent, context: DetectionContext): Harm | undefined {
  switch (event.name) {
    case "DisableKey":
      return { severity: "high", did: "disabled" };
    case "ScheduleKeyDeletion":
      return { severity: "high", did: "scheduled the deletion of", details: waitingOf(event) };
    case "DeleteImportedKeyMaterial":
      return { severity: "high", did: "deleted the imported material of" };
    case "DisableKeyRotation":
      return { severity: "low", did: "switched off the rotation of" };
    default:
      return policyHarm(event, context);
  }
}

/** AWS waits 30 days by default, and 7 at least. */
function waitingOf(event: CloudTrailEvent): Readonly<Record<string, string>> {
  const days = requestOf(event)["pendingWindowInDays"];
  return { "Days until it is gone": typeof days === "number" || typeof days === "string" ? String(days) : "30" };
}

function policyHarm(event: CloudTrailEvent, context: DetectionContext): Harm | undefined {
  const reading = readPolicy(requestOf(event)["policy"]);
  if (reading.kind === "absent") return undefined;
  if (reading.kind === "unreadable")
    return { severity: "medium", did: `set a policy that cannot be read (${reading.because}) for` };
  const outsiders = outsidersIn(reading.statements, event, context);
  if (outsiders.length === 0) return undefined;
  const who = listInWords(outsiders.map((outsider) => outsider.who));
  return { severity: gravestOf(outsiders), did: `lets ${who} use`, details: { "Lets in": who } };
}
