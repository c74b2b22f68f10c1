import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import type { AwsClients } from "./aws-clients";
import { DEPLOYER_ROLE } from "./deployer";
import { ACCOUNT } from "./emulator";

/** The configuration that is deployed: a new bucket, one with a policy to keep, and one in another region that is only watched. */
export const HOME_REGION = "eu-central-1";
export const OTHER_REGION = "us-east-1";
export const PROJECT = "palisade-e2e";
export const VAULT = "palisade-e2e-vault";
export const ARCHIVE = "palisade-e2e-archive";
export const WATCHED = "palisade-e2e-watched";
export const STATE_BUCKET = "palisade-e2e-state";
export const accessLogBucket = (region: string) => `${PROJECT}-s3-logs-${ACCOUNT}-${region}`;

/** The allowlist is 203.0.113.0/24. */
export const COLLEAGUE_ADDRESS = "203.0.113.7";
export const STRANGER_ADDRESS = "198.51.100.23";

const KEPT_STATEMENT = {
  Sid: "AuditorsRead",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "s3:GetObject",
  Resource: `arn:aws:s3:::${ARCHIVE}/*`,
};

/** A statement that the archive's policy may have and `palisade.yaml` knows nothing of. */
export const UNKNOWN_STATEMENT = { ...KEPT_STATEMENT, Sid: "SomebodyElses" };

export function policyText(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export interface ScenarioOptions {
  readonly watchedMode: "observe" | "enforce";
  readonly isStateRemote: boolean;
  /** Whether every detection is on, those too that are off unless asked for. */
  readonly hasAllDetections?: boolean;
  /** Whether the vault, and the bucket in the other region, have access logs on. */
  readonly hasAccessLogs?: boolean;
  /** Lines of the configuration besides: channels and routes. */
  readonly channels?: readonly string[];
}

/** Security Hub and Access Analyzer are left out: moto answers 500 to both. */
const SERVICES = "services: {guardduty: true, config: true, macie: true}";

function configurationText(options: ScenarioOptions): string {
  const { watchedMode, isStateRemote, hasAllDetections, hasAccessLogs, channels = [] } = options;
  const accessLogs = hasAccessLogs ? ["    accessLogs: true"] : [];
  return [
    `project: ${PROJECT}`,
    `account: "${ACCOUNT}"`,
    `region: ${HOME_REGION}`,
    "tags: {owner: security}",
    ...(isStateRemote ? [`state: {bucket: ${STATE_BUCKET}}`] : []),
    "perimeters:",
    "  vault:",
    "    mode: enforce",
    "    scope: all",
    `    buckets: [{name: ${VAULT}, create: true}]`,
    `    allow: {cidrs: [203.0.113.0/24], principals: ["${DEPLOYER_ROLE}"]}`,
    ...accessLogs,
    "  archive:",
    "    mode: enforce",
    "    scope: all",
    `    buckets: [${ARCHIVE}]`,
    "    existingPolicy: policies/{bucket}.json",
    `    allow: {cidrs: [203.0.113.0/24], principals: ["${DEPLOYER_ROLE}"]}`,
    "  watched:",
    `    mode: ${watchedMode}`,
    `    buckets: [{name: ${WATCHED}, region: ${OTHER_REGION}}]`,
    "    existingPolicy: none",
    "    allow: {cidrs: [203.0.113.0/24]}",
    ...accessLogs,
    "alerts: {email: [security@example.com], sms: ['+12025550123']}",
    ...channels,
    "debug: true",
    SERVICES,
    ...(hasAllDetections ? ["detections:", ...DETECTIONS.map(({ id }) => `  ${id}: {enabled: true}`)] : []),
    "",
  ].join("\n");
}

/** Writes the configuration and the policy file that it names; returns the configuration's path. */
export function writeConfiguration(folder: string, options: ScenarioOptions): string {
  mkdirSync(join(folder, "policies"), { recursive: true });
  writeFileSync(join(folder, "policies", `${ARCHIVE}.json`), policyText(KEPT_STATEMENT));
  const file = join(folder, "palisade.yaml");
  writeFileSync(file, configurationText(options));
  return file;
}

/** Makes the buckets that the configuration says are there already. */
export async function createExistingBuckets({ s3 }: AwsClients, elsewhere: AwsClients): Promise<void> {
  const here = { LocationConstraint: HOME_REGION } as const;
  await s3.send(new CreateBucketCommand({ Bucket: ARCHIVE, CreateBucketConfiguration: here }));
  await putArchivePolicy(s3);
  await elsewhere.s3.send(new CreateBucketCommand({ Bucket: WATCHED }));
}

/** Gives the archive the policy that its file holds, and what else is asked for. */
export async function putArchivePolicy(s3: AwsClients["s3"], ...added: readonly object[]): Promise<void> {
  await s3.send(new PutBucketPolicyCommand({ Bucket: ARCHIVE, Policy: policyText(KEPT_STATEMENT, ...added) }));
}
