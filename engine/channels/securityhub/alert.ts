import { isIPv4, isIPv6 } from "node:net";
import type { ReceivedAlert } from "../../alerts/received-alert";
import { plainLine } from "../../alerts/sanitize";
import { facts, opening } from "../../alerts/text/facts";
import { bucketArn, type Place, securityHubProductArn } from "../../arn";
import { bucketsOf, resourcesOf } from "../../detections/engine/match-names";
import { OWN_PREFIX } from "../../detections/facts/own-finding";
import type { Match } from "../../incidents/incident";
import type { Severity } from "../../severity";
import { escapeToFit } from "../escape-to-fit";
import { caveat, numberedSteps } from "../headline";
import { type LinkOptions, runbookUrl } from "../links";

// https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html: Id and GeneratorId 512, Title 256, Description
// 1,024, recommendation 512, 50 ProductFields of 128 and 2,048; a finding 240 KB and 100 findings a call (API_BatchImportFindings.html).
const LONGEST_TITLE = 256;
const LONGEST_DESCRIPTION = 1024;
const LONGEST_RECOMMENDATION = 512;
const LONGEST_FIELD_NAME = 128;
const LONGEST_FIELD = 1024;
const LONGEST_RESOURCE_ID = 512;
/** A finding with more is refused; its ProductFields say how many there are. */
const MOST_RESOURCES = 32;

const REGION = /^[a-z0-9-]{1,16}$/;

/** Where Palisade runs: the caller of BatchImportFindings, and so the account that every finding has to name. */
export type SecurityHubTarget = Place & LinkOptions;

interface AsffResource {
  readonly Type: string;
  readonly Id: string;
  readonly Partition: string;
  readonly Region?: string;
}

export interface AsffFinding {
  readonly SchemaVersion: "2018-10-08";
  readonly Id: string;
  readonly ProductArn: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly FirstObservedAt: string;
  readonly LastObservedAt: string;
  readonly Title: string;
  readonly Description: string;
  /** Instead of Severity and Types, which a finding's provider should not change once the finding is there. */
  readonly FindingProviderFields: {
    readonly Severity: { readonly Label: string; readonly Original: string };
    readonly Types: readonly string[];
  };
  readonly Remediation: { readonly Recommendation: { readonly Text: string; readonly Url?: string } };
  readonly ProductFields: Readonly<Record<string, string>>;
  readonly Network?: { readonly Direction: "IN"; readonly SourceIpV4?: string; readonly SourceIpV6?: string };
  readonly Resources: readonly AsffResource[];
  readonly RecordState: "ACTIVE";
}

const TYPES: Readonly<Record<"defect" | "behavior", string>> = {
  defect: "Software and Configuration Checks",
  behavior: "Unusual Behaviors/Data",
};

/**
 * The alert as a finding in the AWS Security Finding Format, for BatchImportFindings as the account's default product. All alerts of an
 * incident are one finding, which each of them updates; it stays active until someone resolves it.
 */
export function securityHubAlert(alert: ReceivedAlert, target: SecurityHubTarget): AsffFinding {
  const { account } = target;
  const { match, severity, incident } = alert;
  return {
    SchemaVersion: "2018-10-08",
    Id: `${OWN_PREFIX}${incident}`,
    ProductArn: securityHubProductArn(target),
    GeneratorId: `${OWN_PREFIX}${match.detection}`,
    AwsAccountId: account,
    CreatedAt: iso(alert.firstSeen),
    // An update counts only where it is later than the last.
    UpdatedAt: iso(Math.max(alert.detectedAt, alert.firstSeen)),
    FirstObservedAt: iso(alert.firstSeen),
    LastObservedAt: iso(alert.lastSeen),
    Title: visible(match.title, LONGEST_TITLE),
    Description: visible([...opening(alert), caveat(alert) ?? ""].join(" "), LONGEST_DESCRIPTION),
    FindingProviderFields: {
      Severity: { Label: label(severity), Original: severity },
      Types: [match.cause === "defect" ? TYPES.defect : TYPES.behavior],
    },
    Remediation: { Recommendation: recommendation(alert, target) },
    ProductFields: productFields(alert),
    ...network(match),
    Resources: resources(match, target),
    RecordState: "ACTIVE",
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function label(severity: Severity): string {
  return severity.toUpperCase();
}

function recommendation(alert: ReceivedAlert, { runbookBase }: LinkOptions): { Text: string; Url?: string } {
  const text = visible(numberedSteps(alert, LONGEST_RECOMMENDATION).join(" "), LONGEST_RECOMMENDATION);
  return runbookBase === undefined
    ? { Text: text }
    : { Text: text, Url: runbookUrl(runbookBase, alert.match.detection) };
}

function productFields(alert: ReceivedAlert): Readonly<Record<string, string>> {
  const { match, project, count } = alert;
  const shown = [
    ...facts(alert).map(({ label: name, value }) => [name, value] as const),
    ["Event id", match.eventId] as const,
    ["Account", match.account ?? ""] as const,
    ["Region", match.region ?? ""] as const,
    ["Project", project] as const,
    ["Count", String(count)] as const,
  ];
  const filled = shown.filter(([, value]) => value.trim() !== "");
  return Object.fromEntries(
    filled.map(([name, value]) => [
      escapeToFit(`palisade/${plainLine(name, LONGEST_FIELD_NAME)}`, LONGEST_FIELD_NAME),
      plainLine(value, LONGEST_FIELD),
    ]),
  );
}

function network({ sourceIp = "" }: Match): Pick<AsffFinding, "Network"> {
  if (isIPv4(sourceIp)) return { Network: { Direction: "IN", SourceIpV4: sourceIp } };
  return isIPv6(sourceIp) ? { Network: { Direction: "IN", SourceIpV6: sourceIp } } : {};
}

/** At least one; the account stands for what has no name. */
function resources(match: Match, target: SecurityHubTarget): readonly AsffResource[] {
  const { account: affected, region: logged } = match;
  const { partition, region, account } = target;
  const where = { Partition: partition, Region: logged !== undefined && REGION.test(logged) ? logged : region };
  const named = [
    ...bucketsOf(match)
      .filter((bucket) => bucket.trim() !== "")
      .map((bucket) => ({ Type: "AwsS3Bucket", Id: resourceId(bucketArn({ bucket, partition })), ...where })),
    ...resourcesOf(match)
      .filter((resource) => resource.trim() !== "")
      .map((resource) => ({ Type: "Other", Id: resourceId(resource), ...where })),
  ];
  if (named.length > 0) return named.slice(0, MOST_RESOURCES);
  return [{ Type: "AwsAccount", Id: resourceId(`AWS::::Account:${affected?.trim() ? affected : account}`), ...where }];
}

function resourceId(text: string): string {
  return plainLine(text, LONGEST_RESOURCE_ID);
}

/** Security Hub refuses text in which there is nothing to see. */
function visible(text: string, longest: number): string {
  return plainLine(text, longest).trim() || "-";
}
