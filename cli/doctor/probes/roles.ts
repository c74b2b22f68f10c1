import { GetRolePolicyCommand, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import { type Answer, found } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";
import { parseJson } from "@palisade/aws/canonical-json";
import { arnOf, bucketArn, iamArn } from "@palisade/engine/arn";
import { secretOf, vendorOf } from "@palisade/engine/channels/registry";
import {
  HANDLERS,
  type HandlerRequirements,
  INCIDENTS_TABLE,
  WATCH_ALARMS,
} from "@palisade/functions/platform/requirements";
import type { PalisadeConfig } from "../../../config/config";
import { channelNames } from "../../../config/derived/channel-names";
import { deadLetterQueues } from "../../../config/derived/digest-settings";
import type { AccessLogsConfig } from "../../../config/sections/access-logs";
import type { ChannelConfig } from "../../../config/sections/channels";
import { DEPLOY_ALERTING } from "../deploy-commands";
import { chainRegions } from "../expected-rules";
import { rule as judge, type Ruling } from "../policy-ruling";
import { failIf, type Line, type Probe, type Surroundings, unknown, withoutValue } from "../probe";

/** The functions' roles may do what the functions need; what an organization's policies take away again is not seen. */
export const roles: Probe = {
  id: "roles",
  title: "the functions' roles may do what they need",
  needs: ["identity"],
  look: async (surroundings) => {
    const { config } = surroundings;
    const { names, partition, account } = config;
    const isForwarding = chainRegions(config).length > 1;
    const wanted: readonly Wanted[] = [
      { role: names.functionRole, needs: needsOf(HANDLERS.detector, config) },
      { role: names.closerRole, needs: [...needsOf(HANDLERS.closeIncidents, config), ...watching(config)] },
      ...(isForwarding ? [forwarding(config)] : []),
      ...config.channels.map((channel) => notifying(channel, config)),
      ...(config.digest ? digesting(config) : []),
      ...(config.accessLogs ? [readingLogs(config, config.accessLogs)] : []),
    ];
    const roleArn = (role: string) => iamArn({ partition, account }, `role/${role}`);
    return Promise.all(wanted.map((one) => lookAtRole(one, roleArn(one.role), surroundings)));
  },
};

interface Need {
  readonly action: string;
  readonly resource: string;
}

interface Wanted {
  readonly role: string;
  readonly needs: readonly Need[];
}

function needs(actions: readonly string[], resource: string): readonly Need[] {
  return actions.map((action) => ({ action, resource }));
}

function tableOf(config: PalisadeConfig): string {
  return arnOf(config, "dynamodb", `table/${config.names.table}`);
}

function indexOf(config: PalisadeConfig): string {
  return `${tableOf(config)}/index/${INCIDENTS_TABLE.index.name}`;
}

/** What can be told without the key's own ARN. */
function needsOf({ actions }: HandlerRequirements, config: PalisadeConfig): readonly Need[] {
  return [
    ...needs(actions.incidentsTable, tableOf(config)),
    ...needs(actions.incidentsIndex, indexOf(config)),
    ...needs(actions.topic, arnOf(config, "sns", config.names.topic)),
    ...needs(actions.queue, arnOf(config, "sqs", config.names.queue)),
  ];
}

/** Of the alarms of regions that forward to the home region. */
function watching(config: PalisadeConfig): readonly Need[] {
  const elsewhere = chainRegions(config).filter((region) => region !== config.region);
  return elsewhere.flatMap((region) => needs([WATCH_ALARMS], arnOf({ ...config, region }, "cloudwatch", "alarm:*")));
}

function forwarding(config: PalisadeConfig): Wanted {
  const bus = arnOf(config, "events", "event-bus/default");
  return { role: config.names.forwardRole, needs: needs(["events:PutEvents"], bus) };
}

/** Without a secret of Secrets Manager, whose ARN ends in letters of its own. */
function notifying({ name, settings }: ChannelConfig, config: PalisadeConfig): Wanted {
  const { actions } = HANDLERS.notifier;
  const { role, queue, deadLetterQueue } = channelNames(config, name);
  const queueArn = arnOf(config, "sqs", queue);
  const secret = secretOf(settings);
  const parameter = secret?.startsWith("ssm:") ? secret.slice("ssm:".length).replace(/^\//, "") : undefined;
  const vendor = vendorOf(settings);
  return {
    role,
    needs: [
      ...needs(actions.incidentsTable, tableOf(config)),
      ...needs(actions.queue, queueArn),
      ...needs(actions.deadLetterQueue, arnOf(config, "sqs", deadLetterQueue)),
      ...(parameter === undefined ? [] : needs(actions.parameter, arnOf(config, "ssm", `parameter/${parameter}`))),
      ...(vendor.abilities.keepsOpen ? needs(actions.ends, queueArn) : []),
      ...vendor.actions.flatMap(({ action, resource }) => needs([action], resource(config))),
    ],
  };
}

/** Of the function and of what starts it. */
function digesting(config: PalisadeConfig): readonly Wanted[] {
  const { actions } = HANDLERS.digest;
  const { digest, digestRole, digestScheduleRole, topic } = config.names;
  const writing = [
    ...needs(actions.incidentsTable, tableOf(config)),
    ...needs(actions.incidentsIndex, indexOf(config)),
    ...needs(actions.topic, arnOf(config, "sns", topic)),
    ...needs(actions.alarms, arnOf(config, "cloudwatch", "alarm:*")),
    ...deadLetterQueues(config).flatMap((queue) => needs(actions.deadLetterQueues, arnOf(config, "sqs", queue))),
  ];
  const starting = needs(["lambda:InvokeFunction"], arnOf(config, "lambda", `function:${digest}`));
  return [
    { role: digestRole, needs: writing },
    { role: digestScheduleRole, needs: starting },
  ];
}

/** Any object under a prefix stands for all of them. */
function readingLogs(config: PalisadeConfig, { logBuckets }: AccessLogsConfig): Wanted {
  const { actions } = HANDLERS.accessLogs;
  const { accessLogsRole, accessLogsQueue, topic } = config.names;
  const logBucketArn = (bucket: string) => bucketArn({ bucket, partition: config.partition });
  return {
    role: accessLogsRole,
    needs: [
      ...needs(actions.incidentsTable, tableOf(config)),
      ...needs(actions.topic, arnOf(config, "sns", topic)),
      ...needs(actions.queue, arnOf(config, "sqs", accessLogsQueue)),
      ...logBuckets.flatMap(({ name, prefixes }) => [
        ...needs(actions.logBuckets, logBucketArn(name)),
        ...prefixes.flatMap((prefix) => needs(actions.logObjects, `${logBucketArn(name)}/${prefix}log`)),
      ]),
    ],
  };
}

async function lookAtRole({ role, needs: needed }: Wanted, arn: string, { config, aws }: Surroundings): Promise<Line> {
  const subject = `role ${role}, rights`;
  const [policies, attached] = await Promise.all([
    inlinePolicies(aws, config.region, role),
    aws.ask("iam", config.region, new ListAttachedRolePoliciesCommand({ RoleName: role })),
  ]);
  if (policies.kind !== "found") return withoutValue(policies, subject, DEPLOY_ALERTING);
  const rulings = needed.map((need) => ({ need, ruling: together(policies.value, need, arn) }));
  const missing = rulings.filter(({ ruling }) => ruling !== "allowed");
  if (missing.length === 0) return failIf(undefined, subject, `has what it needs of its own policies`, DEPLOY_ALERTING);
  const names = [...new Set(missing.map(({ need }) => need.action))].join(", ");
  const isMoreThere = attached.kind !== "found" || (attached.value.AttachedPolicies ?? []).length > 0;
  const isUnclear = missing.every(({ ruling }) => ruling === "undecided" || (ruling === "not-allowed" && isMoreThere));
  if (isUnclear) return unknown(subject, { why: `may get ${names} of a policy that was not read` });
  return failIf(`may not ${names}`, subject, "", DEPLOY_ALERTING);
}

/** Several policies of one who asks: one Deny refuses, one Allow is enough. */
function together(policies: readonly unknown[], { action, resource }: Need, arn: string): Ruling["kind"] {
  const facts = { "aws:securetransport": "true", "aws:principalarn": arn };
  const kinds = policies.map((policy) => judge(policy, { action, resource, facts }).kind);
  return (["denied", "allowed", "undecided"] as const).find((kind) => kinds.includes(kind)) ?? "not-allowed";
}

async function inlinePolicies(aws: Aws, region: string, RoleName: string): Promise<Answer<readonly unknown[]>> {
  const listed = await aws.ask("iam", region, new ListRolePoliciesCommand({ RoleName }));
  if (listed.kind !== "found") return listed;
  const names = listed.value.PolicyNames ?? [];
  const policies = await Promise.all(
    names.map((PolicyName) => aws.ask("iam", region, new GetRolePolicyCommand({ RoleName, PolicyName }))),
  );
  const unread = policies.find((policy) => policy.kind === "unknown");
  if (unread) return unread;
  return found(
    policies.flatMap((policy) =>
      policy.kind === "found" ? [parseJson(decodeURIComponent(policy.value.PolicyDocument ?? ""))] : [],
    ),
  );
}
