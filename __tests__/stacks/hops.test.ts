import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { WatchedRegion } from "@palisade/functions/platform/requirements";
import { ELSEWHERE_FILE } from "@palisade/functions/platform/requirements";
import { unzipSync } from "fflate";
import { EVERYTHING, EVERYTHING_IN_CHINA, enforced } from "../../testing/configurations";
import { type Block, projectDir, type Resource, type Synthesized, synthFile, synthText } from "../../testing/synth";

const CONFIGURATIONS: Readonly<Record<string, () => Synthesized>> = {
  "the default configuration": () => synthFile("palisade.yaml").alerting,
  "a configuration with everything": () => synthText(EVERYTHING).alerting,
  "the same in China": () => synthText(EVERYTHING_IN_CHINA).alerting,
  "one channel and a digest": () =>
    synthText(enforced('channels: {team: {kind: slack, webhook: ssm:team}}\ndefault: [team]\ndigest: {at: "07:00"}\n'))
      .alerting,
};

/** What Terraform's references have in common with names that are written out. */
const idOf = (reference: unknown) => /^\$\{aws_\w+\.([\w-]+)\./.exec(String(reference))?.[1];

describe.each(Object.entries(CONFIGURATIONS))("every hop of %s", (_, synthesize) => {
  const stack = synthesize();
  const ofType = (type: string) => stack.all(type);
  const find = (type: string, reference: unknown): Resource | undefined =>
    ofType(type).find(({ id }) => id === idOf(reference));
  const alarms = ofType("aws_cloudwatch_metric_alarm").map(({ block }) => block);
  const [topic] = ofType("aws_sns_topic");
  const topicArn = `\${aws_sns_topic.${topic?.id}.arn}`;
  const isElsewhere = ({ provider }: Block) => provider !== undefined;

  /** What the function that closes incidents looks at from home. */
  const watched = ofType("aws_lambda_function").flatMap(({ block }) => watchedBy(block));
  const homeAlarmOfElsewhere = alarms.find(({ metric_name }) => metric_name === "AlarmsElsewhere");

  /** Whether an alarm on the metric, in the resource's own region, is heard by the topic, or looked at by what is. */
  function isHeard(resource: Block, metric: string, dimensions: Readonly<Record<string, string>>): boolean {
    return alarms.some((alarm) => {
      const isIt =
        alarm.metric_name === metric &&
        alarm.provider === resource.provider &&
        Object.entries(dimensions).every(([name, value]) => alarm.dimensions?.[name] === value);
      if (!isIt) return false;
      if (!isElsewhere(alarm)) return alarm.alarm_actions?.includes(topicArn) && alarm.treat_missing_data !== "missing";
      const region = String(alarm.provider).replace(/^aws\./, "");
      const isWatched = watched.some((one) => one.region === region && one.alarms.includes(alarm.alarm_name));
      return isWatched && homeAlarmOfElsewhere?.alarm_actions.includes(topicArn);
    });
  }

  /** Dead letters that are a queue of the same region, which somebody hears of, and into which the sender may put them. */
  function expectDeadLetters(reference: unknown, resource: Block, sender: string | undefined): void {
    const queue = find("aws_sqs_queue", reference);
    expect(queue?.block.provider).toBe(resource.provider);
    const name = queue?.block.name;
    expect([name, isHeard(queue?.block, "ApproximateNumberOfMessagesVisible", { QueueName: name })]).toEqual([
      name,
      true,
    ]);
    if (sender === undefined) return;
    const policy = ofType("aws_sqs_queue_policy").find(({ block }) => idOf(block.queue_url) === queue?.id);
    expect(servicesOf(policy?.block.policy)).toContain(sender);
  }

  const targets = ofType("aws_cloudwatch_event_target").map(({ id, block }) => [id, block] as const);

  it.each(targets)("rule to target %s: retried, kept and heard of", (_, target) => {
    const rule = find("aws_cloudwatch_event_rule", target.rule)?.block;
    // It only writes down what arrives, to be looked at.
    if (String(target.arn).includes("aws_cloudwatch_log_group.")) return;
    expect(target.retry_policy.maximum_retry_attempts).toBeGreaterThan(0);
    expect([rule.name, isHeard(target, "FailedInvocations", { RuleName: rule.name })]).toEqual([rule.name, true]);
    const started = find("aws_lambda_function", target.arn)?.block;
    if (started === undefined) {
      expectDeadLetters(target.dead_letter_config.arn, target, "events.amazonaws.com");
      return;
    }
    // The next start does the work of one that failed; none at all must be heard of.
    expect(rule.schedule_expression).toMatch(/^rate\(\d+ minutes\)$/);
    expect(isHeard(started, "Invocations", { FunctionName: started.function_name })).toBe(true);
  });

  const buses = targets.filter(([, { arn }]) => String(arn).includes(":event-bus/"));

  it.each(buses)("forwarding %s: by a role, to the home region's bus", (_, target) => {
    expect(isElsewhere(target)).toBe(true);
    expect(find("aws_iam_role", target.role_arn)).toBeDefined();
  });

  it("schedules are retried, and heard of when they start nothing", () => {
    for (const { block } of ofType("aws_scheduler_schedule")) {
      expect(block.target.retry_policy.maximum_retry_attempts).toBeGreaterThan(0);
      const started = find("aws_lambda_function", block.target.arn)?.block;
      const missing = alarms.find(({ metric_name }) => metric_name === "DigestsWritten");
      expect(missing).toMatchObject({
        comparison_operator: "LessThanThreshold",
        threshold: 1,
        alarm_actions: [topicArn],
      });
      expect(missing.alarm_name).toBe(`palisade-${started.function_name}-missing`);
      // A daily start fits twice an hour into it, whatever the clock does.
      expect(missing.period * missing.evaluation_periods).toBeGreaterThanOrEqual(25 * 60 * 60);
    }
  });

  it.each(ofType("aws_sqs_queue").map(({ id, block }) => [id, block] as const))(
    "queue %s: read or dead, and heard of",
    (id, queue) => {
      const dimensions = { QueueName: queue.name };
      const readers = ofType("aws_lambda_event_source_mapping").filter(
        ({ block }) => idOf(block.event_source_arn) === id,
      );
      if (queue.redrive_policy === undefined) {
        expect(isHeard(queue, "ApproximateNumberOfMessagesVisible", dimensions)).toBe(true);
        return;
      }
      const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(queue.redrive_policy);
      expect(maxReceiveCount).toBeGreaterThan(1);
      expectDeadLetters(deadLetterTargetArn, queue, undefined);
      expect(isHeard(queue, "ApproximateAgeOfOldestMessage", dimensions)).toBe(true);
      expect(readers).toHaveLength(1);
    },
  );

  it.each(ofType("aws_lambda_event_source_mapping").map(({ id, block }) => [id, block] as const))(
    "reader %s: takes back what failed alone",
    (_, source) => {
      expect(source.function_response_types).toEqual(["ReportBatchItemFailures"]);
      expect(source.enabled).not.toBe(false);
    },
  );

  it.each(ofType("aws_lambda_function").map(({ id, block }) => [id, block] as const))(
    "function %s: heard of when it fails, is throttled, or started by nothing",
    (id, block) => {
      const dimensions = { FunctionName: block.function_name };
      expect(isHeard(block, "Errors", dimensions)).toBe(true);
      expect(isHeard(block, "Throttles", dimensions)).toBe(true);
      const starts = [
        ...ofType("aws_lambda_event_source_mapping").map((one) => one.block.function_name),
        ...ofType("aws_cloudwatch_event_target").map((one) => one.block.arn),
        ...ofType("aws_scheduler_schedule").map((one) => one.block.target.arn),
      ];
      expect(starts.map(idOf)).toContain(id);
    },
  );

  it("the topic is heard of when it cannot deliver", () => {
    const dimensions = { TopicName: topic?.block.name };
    const hasQueues = ofType("aws_sns_topic_subscription").some(({ block }) => block.protocol === "sqs");
    expect(isHeard(topic?.block, "NumberOfNotificationsFailed", dimensions)).toBe(true);
    expect(isHeard(topic?.block, "NumberOfNotificationsFilteredOut-InvalidAttributes", dimensions)).toBe(true);
    expect(isHeard(topic?.block, "NumberOfNotificationsFailedToRedriveToDlq", dimensions)).toBe(hasQueues);
  });

  const subscriptions = ofType("aws_sns_topic_subscription").filter(({ block }) => block.protocol === "sqs");

  it("the topic's subscriptions of queues keep what they cannot deliver", () => {
    for (const { block } of subscriptions) {
      expectDeadLetters(JSON.parse(block.redrive_policy).deadLetterTargetArn, block, "sns.amazonaws.com");
      // The queue's own, from which its messages are redriven.
      const queue = find("aws_sqs_queue", block.endpoint)?.block;
      expect(JSON.parse(queue.redrive_policy).deadLetterTargetArn).toBe(
        JSON.parse(block.redrive_policy).deadLetterTargetArn,
      );
    }
  });

  it("logs that come by notification are heard of when they cannot be read, or are gone", () => {
    const reader = ofType("aws_lambda_function").find(({ block }) => block.function_name.endsWith("-access-logs"));
    for (const metric of ["LogLinesMalformed", "LogObjectsVanished"]) {
      expect(alarms.some(({ metric_name }) => metric_name === metric)).toBe(reader !== undefined);
    }
  });

  it("keeps an alarm of another region on until it was looked at", () => {
    const minutes = ofType("aws_cloudwatch_event_rule").flatMap(({ block }) => {
      const [, every] = /^rate\((\d+) minutes\)$/.exec(block.schedule_expression ?? "") ?? [];
      return every === undefined ? [] : [Number(every)];
    });
    for (const alarm of alarms.filter(isElsewhere)) {
      expect(alarm.datapoints_to_alarm).toBe(1);
      expect(alarm.period * alarm.evaluation_periods).toBeGreaterThan(2 * 60 * Math.max(...minutes));
    }
  });

  it("looks from home at every alarm of another region, and asks for nothing else", () => {
    const elsewhere = alarms.filter(isElsewhere).map(({ provider, alarm_name }) => `${provider} ${alarm_name}`);
    const looked = watched.flatMap(({ region, alarms: names }) => names.map((name) => `aws.${region} ${name}`));
    expect(looked.toSorted()).toEqual(elsewhere.toSorted());
    expect(homeAlarmOfElsewhere !== undefined).toBe(elsewhere.length > 0);
    const policies = ofType("aws_iam_role_policy").flatMap(({ id, block }) =>
      id.startsWith("closer_") ? JSON.parse(block.policy).Statement : [],
    );
    const asked = policies
      .filter(({ Action }: Block) => Action === "cloudwatch:DescribeAlarms")
      .map(({ Resource: arn }: Block) => arn.split(":")[3]);
    expect(asked.toSorted()).toEqual(watched.map(({ region }) => region).toSorted());
  });
});

function servicesOf(policy: string): readonly string[] {
  return JSON.parse(policy).Statement.flatMap(({ Effect, Principal }: Block) =>
    Effect === "Allow" ? [Principal.Service] : [],
  );
}

/** The alarms of other regions that a function is given to look at. */
function watchedBy({ filename }: Block): readonly WatchedRegion[] {
  const [, hash = "", name = ""] = /\/([0-9A-Fa-f]{32})\/([\w.-]+)$/.exec(filename) ?? [];
  const files = unzipSync(readFileSync(join(projectDir, ".build/zips", hash.toLowerCase(), name)), {
    filter: (file) => file.name === ELSEWHERE_FILE,
  });
  const text = files[ELSEWHERE_FILE];
  return text ? JSON.parse(new TextDecoder().decode(text)) : [];
}
