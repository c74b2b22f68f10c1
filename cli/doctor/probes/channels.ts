import { GetSubscriptionAttributesCommand } from "@aws-sdk/client-sns";
import type { Answer } from "@palisade/aws/answer";
import { canonicalJson, parseJson } from "@palisade/aws/canonical-json";
import { arnOf } from "@palisade/engine/arn";
import { secretOf } from "@palisade/engine/channels/registry";
import { fieldsOf } from "@palisade/engine/events/fields";
import { CHANNEL_QUEUE, HANDLERS } from "@palisade/functions/platform/requirements";
import { alarmRule } from "../../../config/derived/alarm-rule";
import { channelNames } from "../../../config/derived/channel-names";
import type { ChannelConfig } from "../../../config/sections/channels";
import { commandName } from "../../lib/command-name";
import { counted } from "../../lib/counted";
import { alarmRuleLine } from "../alarm-rule-line";
import { secretLine } from "../channel-secret";
import { DEPLOY_ALERTING } from "../deploy-commands";
import { isConfirmed, listSubscriptions } from "../list-subscriptions";
import { lookAtFunction } from "../look-at-function";
import { rule as judge } from "../policy-ruling";
import { fail, failIf, type Line, type Probe, pass, type Surroundings, unknown, withoutValue } from "../probe";
import { type Queue, readQueue, waitingIn } from "../queue-attributes";
import { readerLine } from "../reader-line";
import { redriveLine } from "../redrive-line";

type Subscriptions = Awaited<ReturnType<typeof listSubscriptions>>;

/** Between topic and vendor: each channel's queue, subscription, rule of alarms, function and secret. Nothing is sent, and no secret is read. */
export const channels: Probe = {
  id: "channels",
  title: "each channel gets its alerts, and holds none back",
  needs: ["identity"],
  look: async (surroundings) => {
    const { config, aws } = surroundings;
    if (config.channels.length === 0)
      return [pass("channels", "none is configured: alerts go by e-mail and text message")];
    const subscribed = await listSubscriptions(aws, config.region, arnOf(config, "sns", config.names.topic));
    const lines = await Promise.all(config.channels.map((one) => lookAtChannel(one, subscribed, surroundings)));
    return lines.flat();
  },
};

async function lookAtChannel(
  channel: ChannelConfig,
  subscribed: Subscriptions,
  surroundings: Surroundings,
): Promise<readonly Line[]> {
  const { config } = surroundings;
  const { name, settings } = channel;
  const names = channelNames(config, name);
  const variables = { [HANDLERS.notifier.environment.incidentsTable]: config.names.table };
  const alarms = alarmRule(config, name);
  const parts = await Promise.all([
    lookAtQueue(name, surroundings),
    lookAtDeadLetters(name, surroundings),
    alarms ? alarmRuleLine(alarms, name, surroundings) : [],
    subscriptionLine(name, subscribed, surroundings),
    lookAtFunction(names.function, { variables, knows: "knows the table" }, surroundings),
    readerLine({ queue: names.queue, reader: names.function }, surroundings),
    secretLines(channel, surroundings),
  ]);
  const lines = parts.flat();
  if (lines.some(({ status }) => status !== "pass")) return lines;
  const untried = `all of it is in place; whether ${settings.kind} takes messages was not tried, as --test-channels does`;
  return [...lines, pass(`channel ${name}`, untried)];
}

async function lookAtQueue(channel: string, { config, aws }: Surroundings): Promise<readonly Line[]> {
  const { queue, deadLetterQueue } = channelNames(config, channel);
  const answer = await readQueue(aws, config.region, queue);
  if (answer.kind !== "found") return [withoutValue(answer, `queue ${queue}`, DEPLOY_ALERTING)];
  return [
    policyLine(queue, answer.value, sendersTo(channel, config), config),
    redriveLine(answer.value, { queue, deadLetterQueue, tries: CHANNEL_QUEUE.maxReceiveCount }, config),
  ];
}

/** A sender that a queue's policy has to allow. */
interface Sender {
  readonly service: string;
  readonly arn: string;
  readonly name: string;
}

/** The topic, and the rule that sends a default channel Palisade's own alarms: to the queue, and to its dead letters what they cannot deliver. */
function sendersTo(channel: string, config: Surroundings["config"]): readonly Sender[] {
  const topic: Sender = {
    service: "sns.amazonaws.com",
    arn: arnOf(config, "sns", config.names.topic),
    name: `topic ${config.names.topic}`,
  };
  const rule = alarmRule(config, channel);
  if (rule === undefined) return [topic];
  return [
    topic,
    { service: "events.amazonaws.com", arn: arnOf(config, "events", `rule/${rule.name}`), name: `rule ${rule.name}` },
  ];
}

/** Whether all of them may send here. A key of the customer's own would have to allow them as well, and Palisade gives the queue none. */
function policyLine(
  queue: string,
  { attributes }: Queue,
  senders: readonly Sender[],
  { account }: Surroundings["config"],
): Line {
  const subject = `queue ${queue}, policy`;
  const key = attributes["KmsMasterKeyId"];
  if (key !== undefined && key !== "") {
    return fail(subject, `is encrypted with key ${key}, under which SNS may not send`, DEPLOY_ALERTING);
  }
  for (const { service, arn, name } of senders) {
    const ruling = judge(parseJson(attributes["Policy"]), {
      service,
      action: "sqs:SendMessage",
      resource: attributes["QueueArn"] ?? "",
      facts: { "aws:sourcearn": arn, "aws:sourceaccount": account, "aws:securetransport": "true" },
    });
    if (ruling.kind === "undecided") return unknown(subject, { why: ruling.because });
    if (ruling.kind !== "allowed") return fail(subject, `does not let ${name} send`, DEPLOY_ALERTING);
  }
  return pass(subject, `lets ${senders.map(({ name }) => name).join(" and ")} send`);
}

async function lookAtDeadLetters(channel: string, { config, aws }: Surroundings): Promise<readonly Line[]> {
  const { deadLetterQueue } = channelNames(config, channel);
  const answer = await readQueue(aws, config.region, deadLetterQueue);
  if (answer.kind !== "found") return [withoutValue(answer, `queue ${deadLetterQueue}`, DEPLOY_ALERTING)];
  const waiting = waitingIn(answer.value);
  return [
    policyLine(deadLetterQueue, answer.value, sendersTo(channel, config), config),
    failIf(
      waiting === 0 ? undefined : `holds ${counted(waiting, "message")} that channel ${channel} did not take`,
      `queue ${deadLetterQueue}, dead letters`,
      "is empty",
      `${commandName()} dlq list, mend what it says, then ${commandName()} dlq redrive`,
    ),
  ];
}

async function subscriptionLine(
  channel: string,
  subscribed: Subscriptions,
  { config, aws }: Surroundings,
): Promise<Line> {
  const { queue, deadLetterQueue } = channelNames(config, channel);
  const subject = `queue ${queue}, subscription`;
  if (subscribed.kind !== "found") return withoutTopic(subscribed, subject, config.names.topic);
  const endpoint = arnOf(config, "sqs", queue);
  const own = subscribed.value.find(({ Protocol, Endpoint }) => Protocol === "sqs" && Endpoint === endpoint);
  if (own === undefined) return fail(subject, `is not subscribed to topic ${config.names.topic}`, DEPLOY_ALERTING);
  if (!isConfirmed(own)) return fail(subject, "is not confirmed", DEPLOY_ALERTING);
  const { SubscriptionArn = "" } = own;
  const answer = await aws.ask("sns", config.region, new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  if (answer.kind !== "found") return withoutValue(answer, subject, DEPLOY_ALERTING);
  const { Attributes = {} } = answer.value;
  return failIf(
    subscriptionProblem(Attributes, channel) ?? redriveProblem(Attributes, arnOf(config, "sqs", deadLetterQueue)),
    subject,
    `hands over the alerts of channel ${channel}, as they were published`,
    DEPLOY_ALERTING,
  );
}

function withoutTopic(answer: Exclude<Answer<unknown>, { kind: "found" }>, subject: string, topic: string): Line {
  if (answer.kind === "unknown") return unknown(subject, answer);
  return fail(subject, `topic ${topic} does not exist`, DEPLOY_ALERTING);
}

function subscriptionProblem(attributes: Readonly<Record<string, string>>, channel: string): string | undefined {
  const { RawMessageDelivery, FilterPolicy, FilterPolicyScope = "MessageAttributes" } = attributes;
  if (RawMessageDelivery?.toLowerCase() !== "true") return "wraps what was published: raw delivery is off";
  if (FilterPolicyScope !== "MessageAttributes") return `filters by ${FilterPolicyScope}, expected MessageAttributes`;
  const expected = canonicalJson({ channels: [channel] });
  if (canonicalJson(parseJson(FilterPolicy)) === expected) return undefined;
  return `lets through ${FilterPolicy ?? "everything"}, expected ${expected}`;
}

/** SNS drops what a queue's policy refuses, unless it has dead letters to put it into. */
function redriveProblem(
  { RedrivePolicy }: Readonly<Record<string, string>>,
  deadLetterArn: string,
): string | undefined {
  const target = fieldsOf(parseJson(RedrivePolicy))["deadLetterTargetArn"];
  return target === deadLetterArn ? undefined : `does not keep what cannot be delivered, expected ${deadLetterArn}`;
}

async function secretLines({ name, settings }: ChannelConfig, { config, aws }: Surroundings): Promise<readonly Line[]> {
  const secret = secretOf(settings);
  return secret === undefined ? [] : [await secretLine(aws, config.region, `channel ${name}, secret`, secret)];
}
