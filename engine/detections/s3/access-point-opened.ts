import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import { type DetectionContext, defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { elementOf, isDone } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { readPolicy } from "../facts/policy-document";
import { granteesOf } from "../facts/principals";
import { flagsTurnedOff } from "../facts/public-access-flags";
import { strangersIn } from "../facts/strangers";
import { actorInWords } from "../facts/wording";

/** Both kinds of access points, in the spellings of their calls. */
const NAMES = [
  "CreateAccessPoint",
  "PutAccessPointPolicy",
  "CreateMultiRegionAccessPoint",
  "PutMultiRegionAccessPointPolicy",
] as const;

/** Strangers can use another way into a bucket. */
export const s3AccessPointOpened = defineDetection({
  id: "s3.access-point-opened",
  title: "S3 access point is open to strangers",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("s3", NAMES)],
  matches: (event, context) => {
    if (!isDone(event) || !isOneOf(NAMES, event.name)) return undefined;
    const why = event.name.startsWith("Create") ? reasonInBlock(event) : reasonInPolicy(event, context);
    if (why === undefined) return undefined;
    const did = event.name.startsWith("Create") ? "created" : "wrote a policy for";
    return { summary: `${actorInWords(event.actor)} ${did} access point ${nameOf(event)} ${why}` };
  },
  dedupBy: (event) => [event.actor.id, nameOf(event)],
});

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

function nameOf(event: CloudTrailEvent): string {
  return textOf(elementOf(event, "name")) ?? textOf(elementOf(event, "Name")) ?? "without name";
}

/** Without a configuration all four switches are on, so only what is off by name counts. */
function reasonInBlock(event: CloudTrailEvent): string | undefined {
  const block = elementOf(event, "PublicAccessBlockConfiguration") ?? elementOf(event, "PublicAccessBlock");
  const off = flagsTurnedOff(block);
  return off.length === 0 ? undefined : `without ${listInWords(off, 4)}`;
}

function reasonInPolicy(event: CloudTrailEvent, context: DetectionContext): string | undefined {
  const reading = readPolicy(elementOf(event, "Policy") ?? elementOf(event, "policy"));
  if (reading.kind !== "policy") return undefined;
  const isPublic = reading.statements.flatMap(granteesOf).some(({ kind }) => kind === "everybody");
  if (isPublic) return "that lets in everybody";
  const { accounts, unresolved } = strangersIn(reading.statements, event, context);
  if (accounts.length > 0) return `that lets in account ${listInWords(accounts)}`;
  return unresolved.length > 0 ? "that lets in somebody whose account it does not say" : undefined;
}
