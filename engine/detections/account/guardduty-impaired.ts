import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf, flagOf, textOf } from "../../events/fields";
import type { Severity } from "../../severity";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { listInWords } from "../facts/list-in-words";
import { listOf } from "../facts/policy-document";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

interface Impairment {
  readonly severity: Severity;
  /** The predicate of a sentence. */
  readonly did: string;
}

type Judge = (request: Fields) => Impairment | undefined;

const always =
  (severity: Severity, did: string): Judge =>
  () => ({ severity, did });

const trusts: Judge = ({ activate }) =>
  flagOf(activate) === false
    ? undefined
    : { severity: "high", did: "told GuardDuty to trust a list of addresses or names" };

const archives: Judge = ({ action }) =>
  action === "ARCHIVE" ? { severity: "high", did: "told GuardDuty to archive findings unseen" } : undefined;

const IMPAIRMENTS: Readonly<Record<string, Judge>> = {
  DeleteDetector: always("critical", "deleted GuardDuty's detector"),
  UpdateDetector: detectorUpdate,
  UpdateMemberDetectors: detectorUpdate,
  CreateFilter: archives,
  UpdateFilter: archives,
  CreateIPSet: trusts,
  UpdateIPSet: trusts,
  CreateTrustedEntitySet: trusts,
  UpdateTrustedEntitySet: trusts,
  DeleteMembers: always("high", "took members out of GuardDuty"),
  DisassociateMembers: always("high", "took members out of GuardDuty"),
  StopMonitoringMembers: always("high", "stopped GuardDuty in member accounts"),
  DisassociateFromMasterAccount: always("high", "took the account out of its GuardDuty administrator's sight"),
  DisassociateFromAdministratorAccount: always("high", "took the account out of its GuardDuty administrator's sight"),
  DisableOrganizationAdminAccount: always("high", "removed GuardDuty's administrator of the organization"),
  DeletePublishingDestination: always("high", "stopped the export of GuardDuty's findings"),
  DeleteMalwareProtectionPlan: always("high", "stopped GuardDuty's malware scans of a bucket"),
};

const BY_NAME: ReadonlyMap<string, Judge> = new Map(Object.entries(IMPAIRMENTS));
const NAMES: ReadonlySet<string> = new Set(BY_NAME.keys());

/** The guard dog put to sleep, or taught to trust the burglar. */
export const accountGuarddutyImpaired = defineDetection({
  id: "account.guardduty-impaired",
  title: "GuardDuty was switched off, or told to look away",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("guardduty", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "guardduty", NAMES) || isAwsItself(event)) return undefined;
    const impairment = BY_NAME.get(event.name)?.(requestOf(event));
    if (impairment === undefined) return undefined;
    return {
      severity: impairment.severity,
      summary: `${actorInWords(event.actor)} ${impairment.did}, from ${originInWords(event)}`,
    };
  },
  dedupBy: ({ actor, region, name }: CloudTrailEvent) => [actor.id, region ?? "", name],
});

function detectorUpdate(request: Fields): Impairment | undefined {
  if (flagOf(request["enable"]) === false) return { severity: "critical", did: "disabled GuardDuty's detector" };
  const off = [...featuresOff(request), ...dataSourcesOff(request)];
  if (off.length === 0) return undefined;
  return { severity: "high", did: `switched off GuardDuty's protections ${listInWords(off, 5)}` };
}

function featuresOff({ features }: Fields): readonly string[] {
  return listOf(features)
    .map(fieldsOf)
    .flatMap(({ name, status }) => (status === "DISABLED" ? [textOf(name) ?? "of unknown name"] : []));
}

/** The older form, `{ s3Logs: { enable: false } }`. */
function dataSourcesOff({ dataSources }: Fields): readonly string[] {
  return Object.entries(fieldsOf(dataSources)).flatMap(([name, value]) =>
    flagOf(fieldsOf(value)["enable"]) === false ? [name] : [],
  );
}
