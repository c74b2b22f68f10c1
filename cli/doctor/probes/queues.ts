import { parseJson } from "@palisade/aws/canonical-json";
import { arnOf } from "@palisade/engine/arn";
import { QUEUE } from "@palisade/functions/platform/requirements";
import { commandName } from "../../lib/command-name";
import { counted } from "../../lib/counted";
import { DEPLOY_ALERTING } from "../deploy-commands";
import { chainRegions, type ExpectedRule, expectedRules } from "../expected-rules";
import { readMetrics } from "../metrics";
import { rule as judge } from "../policy-ruling";
import { fail, failIf, type Line, type Probe, pass, type Surroundings, unknown, withoutValue } from "../probe";
import { type Queue, readQueue, waitingIn } from "../queue-attributes";
import { redriveLine } from "../redrive-line";

/** As the alarm has it: five receives at the queue's visibility timeout. */
const OLDEST_SECONDS = 15 * 60;

/** The queue and the dead-letter queues take what the rules send, and nothing waits in them for long. */
export const queues: Probe = {
  id: "queues",
  title: "the queues let the rules send, and hold nothing back",
  needs: ["identity"],
  look: async (surroundings) => {
    const { config } = surroundings;
    const regions = chainRegions(config);
    const lines = await Promise.all([
      lookAtQueue(surroundings),
      ...regions.map((region) => lookAtDeadLetters(region, surroundings)),
    ]);
    return lines.flat();
  },
};

async function lookAtQueue(surroundings: Surroundings): Promise<readonly Line[]> {
  const { config, aws } = surroundings;
  const { region, names } = config;
  const subject = `queue ${names.queue}`;
  const answer = await readQueue(aws, region, names.queue);
  if (answer.kind !== "found") return [withoutValue(answer, subject, DEPLOY_ALERTING)];
  const queue = answer.value;
  return [
    policyLine(subject, queue, region, surroundings),
    redriveLine(
      queue,
      { queue: names.queue, deadLetterQueue: names.deadLetterQueue, tries: QUEUE.maxReceiveCount },
      config,
    ),
    await depthLine(queue, surroundings),
  ];
}

async function lookAtDeadLetters(region: string, surroundings: Surroundings): Promise<readonly Line[]> {
  const { config, aws } = surroundings;
  const name = config.names.deadLetterQueue;
  const subject = `queue ${name} in ${region}`;
  const answer = await readQueue(aws, region, name);
  if (answer.kind !== "found") return [withoutValue(answer, subject, DEPLOY_ALERTING)];
  const waiting = waitingIn(answer.value);
  return [
    policyLine(subject, answer.value, region, surroundings),
    failIf(
      waiting === 0 ? undefined : `holds ${counted(waiting, "event")} that no one was alerted about`,
      `${subject}, dead letters`,
      "is empty",
      `${commandName()} dlq list, then ${commandName()} dlq redrive`,
    ),
  ];
}

/** Whether every rule of the region may send here; a key of someone's own is one more who has to agree. */
function policyLine(subject: string, queue: Queue, region: string, { config }: Surroundings): Line {
  const { attributes } = queue;
  const key = attributes["KmsMasterKeyId"];
  if (key !== undefined && key !== "") {
    return fail(
      `${subject}, policy`,
      `is encrypted with key ${key}, under which EventBridge may not send`,
      DEPLOY_ALERTING,
    );
  }
  const policy = parseJson(attributes["Policy"]);
  const resource = attributes["QueueArn"] ?? "";
  const senders = expectedRules(config).filter((rule) => rule.region === region);
  const refused = senders.map((rule) => judge(policy, requestOf(rule, resource, config.account)));
  const undecided = refused.find((ruling) => ruling.kind === "undecided");
  const denied = refused.filter(({ kind }) => kind === "denied" || kind === "not-allowed").length;
  if (denied === 0 && undecided) return unknown(`${subject}, policy`, { why: undecided.because });
  return failIf(
    denied === 0 ? undefined : `does not let ${denied} of ${counted(senders.length, "rule")} send`,
    `${subject}, policy`,
    `lets ${counted(senders.length, "rule")} send`,
    DEPLOY_ALERTING,
  );
}

function requestOf({ name, region, target }: ExpectedRule, resource: string, account: string) {
  const [, partition = ""] = target.arn.split(":");
  return {
    service: "events.amazonaws.com",
    action: "sqs:SendMessage",
    resource,
    facts: {
      "aws:sourcearn": arnOf({ partition, region, account }, "events", `rule/${name}`),
      "aws:sourceaccount": account,
      "aws:securetransport": "true",
    },
  };
}

async function depthLine(queue: Queue, { config, aws, now }: Surroundings): Promise<Line> {
  const { queue: name } = config.names;
  const subject = `queue ${name}, depth`;
  const waiting = waitingIn(queue);
  if (waiting === 0) return pass(subject, "is empty");
  const metric = {
    namespace: "AWS/SQS",
    name: "ApproximateAgeOfOldestMessage",
    dimension: ["QueueName", name],
    statistic: "Maximum",
  } as const;
  const span = { from: now - 10 * 60_000, to: now, periodSeconds: 60 };
  const answer = await readMetrics(aws, config.region, [metric], span);
  if (answer.kind !== "found") {
    const why = answer.kind === "unknown" ? answer.why : "there are no metrics";
    return unknown(subject, { why: `${counted(waiting, "event")} wait, and ${why}` });
  }
  const oldest = answer.value[0]?.at(-1)?.value ?? 0;
  return failIf(
    oldest > OLDEST_SECONDS
      ? `${counted(waiting, "event")} wait, the oldest for ${Math.round(oldest / 60)} minutes`
      : undefined,
    subject,
    `${counted(waiting, "event")} on the way`,
    `look at the log group /aws/lambda/${config.names.function}`,
  );
}
