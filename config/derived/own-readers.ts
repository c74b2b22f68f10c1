import { iamArn } from "@palisade/engine/arn";
import type { Partition } from "../fields/partition";
import type { Names } from "../sections/names";
import type { OwnReader } from "../sections/perimeters";
import type { FileDraft } from "../sections/registry";

interface Around {
  readonly names: Names;
  readonly partition: Partition;
  readonly account: string;
}

/**
 * Roles that a perimeter must not lock out: they call from networks of AWS, and neither `aws:PrincipalIsAWSService` nor
 * `aws:ViaAWSService` is true for a role that a service takes on. Each by its whole ARN, and only while the configuration has it read.
 * Security Hub's role has no permission on S3.
 * @see https://docs.aws.amazon.com/macie/latest/user/monitoring-restrictive-s3-buckets.html
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonGuardDutyServiceRolePolicy.html
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AccessAnalyzerServiceRolePolicy.html
 */
export function ownReaders(
  { services, enrich, perimeters }: FileDraft,
  { names, partition, account }: Around,
): readonly OwnReader[] {
  const roleArn = (role: string) => iamArn({ partition, account }, `role/${role}`);
  const linked = (service: string, name: string) => roleArn(`aws-service-role/${service}.amazonaws.com/${name}`);
  const readsAccessLogs = Object.values(perimeters ?? {}).some((one) => (one?.accessLogs ?? false) !== false);
  const readTags = [names.functionRole, names.closerRole, ...(readsAccessLogs ? [names.accessLogsRole] : [])];
  const hasConfig = (services?.config ?? false) !== false;
  const settingsOnly = [
    ...(enrich?.bucketTags === undefined ? [] : readTags.map(roleArn)),
    ...(hasConfig ? [roleArn(names.configRole)] : []),
    ...(services?.guardduty ? [linked("guardduty", "AWSServiceRoleForAmazonGuardDuty")] : []),
    ...(services?.accessAnalyzer ? [linked("access-analyzer", "AWSServiceRoleForAccessAnalyzer")] : []),
  ];
  return [
    ...settingsOnly.map((arn) => ({ arn, readsObjects: false })),
    ...(services?.macie ? [{ arn: linked("macie", "AWSServiceRoleForAmazonMacie"), readsObjects: true }] : []),
  ];
}
