import { ALL_DETECTIONS, enabledAccessLogDetections, enabledDetections } from "@palisade/engine/detections/registry";
import { aggregateCidrs } from "@palisade/engine/perimeter/aggregate";
import type { Suppression } from "@palisade/engine/settings";
import type { Command } from "commander";
import type { PalisadeConfig } from "../../config/config";
import { configPath } from "../../config/config-path";
import { detectorSettings } from "../../config/derived/detector-settings";
import type { ProtectedBucket } from "../../config/sections/perimeter-buckets";
import type { PerimeterConfig } from "../../config/sections/perimeters";
import { redact } from "../../config/yaml/redact";
import { counted } from "../lib/counted";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { printProse } from "../lib/layout/print-prose";
import { readConfig } from "../lib/read-config";
import type { Terminal } from "../lib/terminal";
import { alertingLines } from "./alerting-lines";

const EXAMPLES = `
Every fault is printed with its line and column, and the exit status is 2.

Examples:
  palisade config check
  palisade config check --config staging.yaml
`;

export function addConfigCheck(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  program
    .command("config")
    .summary("check palisade.yaml and say what was understood")
    .description("Reads palisade.yaml.")
    .command("check")
    .description("Checks palisade.yaml and prints what was understood.")
    .option("-c, --config <file>", "configuration to use instead of palisade.yaml or $PALISADE_CONFIG")
    .addHelpText("after", EXAMPLES)
    .action((flags: { readonly config?: string }) => {
      const path = configPath(flags.config, terminal.env);
      const config = readConfig(path, terminal);
      printProse(terminal, summaryOf(path, config));
      exit(EXIT.done);
    });
}

function summaryOf(path: string, config: PalisadeConfig): readonly string[] {
  const { project, account, regions, state, trail, logs, names } = config;
  const settings = detectorSettings(config);
  const enabled = [...enabledDetections(settings), ...enabledAccessLogDetections(settings)];
  return [
    `${path} is valid: project ${project}, account ${account}, ${regions.join(", ")}`,
    ...config.perimeters.flatMap(perimeterLines),
    `Trail: ${trail.kind === "existing" ? `${trail.name}, which exists already` : `${names.trail}, created, into ${logs.bucket}`}`,
    ...accessLogLines(config),
    `Terraform state: ${state ? `bucket ${state.bucket}` : "local files"}`,
    ...alertingLines(config),
    `Detections: ${enabled.length} of ${ALL_DETECTIONS.length} on; palisade detections lists them`,
    ...offLines(enabled),
    ...tunedLines(config),
  ];
}

function offLines(enabled: readonly { readonly id: string }[]): readonly string[] {
  const on = new Set(enabled.map(({ id }) => id));
  const off = ALL_DETECTIONS.filter(({ id }) => !on.has(id)).map(({ id }) => id);
  return off.length === 0 ? [] : [`  off: ${off.join(", ")}`];
}

function accessLogLines({ accessLogs }: PalisadeConfig): readonly string[] {
  return (accessLogs?.logBuckets ?? []).map(({ name, create, sources, notifies }) => {
    const how = create
      ? "created, instead of whatever logging they have"
      : notifies
        ? "which exists already and whose notifications are replaced"
        : "which exists already";
    return `Access logs: of ${counted(sources.length, "bucket")} into ${name}, ${how}`;
  });
}

/** Only what the file says of them: a file that says nothing has nothing to check. */
function tunedLines({ detections, suppressions, trust, decoys }: PalisadeConfig): readonly string[] {
  const tuned = Object.keys(detections);
  const trusted = [
    ...(trust.accounts.length > 0 ? [counted(trust.accounts.length, "account")] : []),
    ...(trust.deployers.length > 0 ? [counted(trust.deployers.length, "deployer")] : []),
  ];
  return [
    ...(tuned.length > 0 ? [`  tuned: ${tuned.join(", ")}`] : []),
    ...suppressions.map(suppressionLine),
    ...(trusted.length > 0 ? [`  trusted: ${trusted.join(", ")}`] : []),
    ...[...trust.accounts, ...trust.deployers].map((one) => `    ${one}`),
    ...(decoys.length > 0 ? [`  decoys: ${decoys.join(", ")}`] : []),
  ];
}

function suppressionLine({ detection, owner, until, when }: Suppression): string {
  const day = new Date(until).toISOString().slice(0, 10);
  const conditions = Object.entries(when).map(([name, value]) => `${name} ${value}`);
  const end = until <= Date.now() ? `EXPIRED on ${day}` : `until ${day}`;
  return `  silenced: ${detection} for ${conditions.join(", ")}, ${end}, owner ${redact(owner)}`;
}

function perimeterLines({
  perimeter,
  buckets,
  ownPrincipals,
  acceptedLockOutRisk,
}: PerimeterConfig): readonly string[] {
  const { allow } = perimeter;
  const aggregated = aggregateCidrs(allow.cidrs).length;
  const fewer = aggregated < allow.cidrs.length ? ` (${aggregated} after aggregation)` : "";
  const listed = allow.principals.length - ownPrincipals.length;
  const others = [
    ...(allow.vpcs.length > 0 ? [counted(allow.vpcs.length, "VPC")] : []),
    ...(allow.vpcEndpoints.length > 0 ? [counted(allow.vpcEndpoints.length, "VPC endpoint")] : []),
    ...(listed > 0 ? [counted(listed, "exempt principal")] : []),
    ...(allow.awsServices ? ["AWS services"] : []),
  ];
  return [
    `Perimeter ${perimeter.name}: ${perimeter.mode}, scope ${perimeter.scope}${acceptedLockOutRisk ? ", lock-out risk accepted" : ""}`,
    ...buckets.map((bucket) => `  bucket ${bucket.name} in ${bucket.region}, ${bucketKind(bucket)}`),
    `  allows ${[`${counted(allow.cidrs.length, "network")}${fewer}`, ...others].join(", ")}`,
    ...ownPrincipals.map((arn) => `  and ${arn}, which reads the bucket for this configuration`),
  ];
}

function bucketKind({ create, existingPolicy }: ProtectedBucket): string {
  if (create) return "created by Palisade";
  switch (existingPolicy.kind) {
    case "statements":
      return `exists, keeps ${counted(existingPolicy.statements.length, "statement")} of ${existingPolicy.file}`;
    case "none":
      return "exists, has no policy of its own";
    case "unknown":
      return "exists, its policy is not touched";
  }
}
