import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf, flagOf, isFields, textOf } from "../../events/fields";
import type { Severity } from "../../severity";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { listInWords } from "../facts/list-in-words";
import { listOf } from "../facts/policy-document";
import { trailOf } from "../facts/resource-name";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

/** What became of a trail. */
interface Impairment {
  readonly severity: Severity;
  /** Between caller and trail in a sentence: `stopped`. */
  readonly did: string;
  /** How, in more words. */
  readonly how?: readonly string[];
}

const IMPAIRMENTS: Readonly<Record<string, (request: Fields) => Impairment | undefined>> = {
  StopLogging: () => ({ severity: "critical", did: "stopped the trail" }),
  DeleteTrail: () => ({ severity: "critical", did: "deleted the trail" }),
  UpdateTrail: updateOf,
  PutEventSelectors: selectorsOf,
  StopEventDataStoreIngestion: () => ({ severity: "high", did: "stopped the event data store" }),
  DeleteEventDataStore: () => ({ severity: "high", did: "deleted the event data store" }),
};

const BY_NAME: ReadonlyMap<string, (request: Fields) => Impairment | undefined> = new Map(Object.entries(IMPAIRMENTS));
const NAMES: ReadonlySet<string> = new Set(BY_NAME.keys());

/** An attacker switches off the trail before what it must not show. */
export const accountTrailImpaired = defineDetection({
  id: "account.trail-impaired",
  title: "A CloudTrail trail was stopped, deleted or made to log less",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("cloudtrail", [...NAMES])],
  matches: (event, { pipeline }) => {
    if (!isSuccessfulCall(event, "cloudtrail", NAMES)) return undefined;
    const trail = subjectOf(event);
    const impairment = BY_NAME.get(event.name)?.(requestOf(event));
    if (impairment === undefined || pipeline.trails.includes(trail)) return undefined;
    const { severity, did, how = [] } = impairment;
    const words = how.length === 0 ? "" : `: ${how.join(", ")}`;
    return {
      severity,
      summary: `${actorInWords(event.actor)} ${did} ${trail} from ${originInWords(event)}${words}`,
      details: { Trail: trail },
    };
  },
  dedupBy: (event) => [event.actor.id, subjectOf(event)],
});

function subjectOf(event: CloudTrailEvent): string {
  return trailOf(requestOf(event)) ?? textOf(requestOf(event)["eventDataStore"]) ?? "of unknown name";
}

/** An update says only what it changes. */
function updateOf(request: Fields): Impairment | undefined {
  const off = [
    ["isMultiRegionTrail", "it logs one region only"],
    ["includeGlobalServiceEvents", "it no longer logs global services"],
    ["enableLogFileValidation", "its files are no longer signed"],
  ].flatMap(([name = "", words = ""]) => (flagOf(request[name]) === false ? [words] : []));
  if (off.length > 0) return { severity: "high", did: "weakened the trail", how: off };
  const moved = [
    ["s3BucketName", "it logs to bucket"],
    ["kmsKeyId", "it encrypts with key"],
  ].flatMap(([name = "", words = ""]) => {
    const value = textOf(request[name]);
    return value === undefined ? [] : [`${words} ${value}`];
  });
  return moved.length === 0 ? undefined : { severity: "medium", did: "redirected the trail", how: moved };
}

function selectorsOf(request: Fields): Impairment | undefined {
  const advanced = listOf(request["advancedEventSelectors"]).filter(isFields);
  if (advanced.length > 0) return advanced.some(selectsManagement) ? undefined : WITHOUT_MANAGEMENT;
  const basic = listOf(request["eventSelectors"]).filter(isFields);
  // Neither the old nor the new field: nothing is known of the selectors.
  if (basic.length === 0) return undefined;
  if (!basic.some((selector) => flagOf(selector["includeManagementEvents"]) === true)) return WITHOUT_MANAGEMENT;
  if (basic.every(({ readWriteType }) => readWriteType === "ReadOnly"))
    return { severity: "critical", did: "weakened the trail", how: ["it no longer logs changes"] };
  const excluded = basic.flatMap(({ excludeManagementEventSources: sources }) =>
    listOf(sources).map((source) => textOf(source) ?? "something"),
  );
  const how = [
    ...(basic.every(({ readWriteType }) => readWriteType === "WriteOnly") ? ["it no longer logs reads"] : []),
    ...(excluded.length > 0 ? [`it leaves out ${listInWords(excluded, 5)}`] : []),
  ];
  if (how.length > 0) return { severity: "high", did: "weakened the trail", how };
  // The record does not say whether there were data events before.
  const hasData = basic.some(({ dataResources }) => listOf(dataResources).length > 0);
  return hasData ? undefined : { severity: "medium", did: "narrowed the trail", how: ["it logs no data events"] };
}

const WITHOUT_MANAGEMENT: Impairment = {
  severity: "critical",
  did: "weakened the trail",
  how: ["it no longer logs management events"],
};

/** `{ field: "eventCategory", equals: ["Management"] }`; one that asks for reads alone misses all changes. */
function selectsManagement(selector: Fields): boolean {
  const fields = listOf(selector["fieldSelectors"]).map(fieldsOf);
  const holds = (name: string, value: string) =>
    fields.some(({ field, equals }) => field === name && listOf(equals).includes(value));
  return holds("eventCategory", "Management") && !holds("readOnly", "true");
}
