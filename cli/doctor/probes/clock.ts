import { arnOf } from "@palisade/engine/arn";
import { METRICS } from "@palisade/functions/platform/requirements";
import { commandName } from "../../lib/command-name";
import { ago } from "../ago";
import { chainRegions, expectedRules } from "../expected-rules";
import { type Metric, type Reading, readMetrics, sum } from "../metrics";
import { fail, failIf, type Line, type Probe, pass, type Surroundings, unknown } from "../probe";

const HOUR = 60 * 60_000;
const DAYS = 14;

/** A stage that is this far behind the one before it has stopped: a period, and what queues and metrics take. */
const LATE = 2 * HOUR;

/** When each stage last saw an event, and whether one saw some that the next did not. */
export const clock: Probe = {
  id: "clock",
  title: "events get from stage to stage",
  needs: ["identity"],
  look: async (surroundings) => {
    const { region: home } = surroundings.config;
    const lines = await Promise.all(
      chainRegions(surroundings.config).map((region) =>
        region === home ? lookAtHome(surroundings) : lookElsewhere(region, surroundings),
      ),
    );
    return lines.flat();
  },
};

interface Stage {
  readonly subject: string;
  readonly metrics: readonly Metric[];
  /** The function that counts it, where the subject does not name it. */
  readonly countedBy?: string;
}

function metric(namespace: string, name: string, dimension: string, value: string): Metric {
  return { namespace, name, dimension: [dimension, value], statistic: "Sum" };
}

function ruleStage(region: string, { config }: Surroundings): Stage {
  const rules = expectedRules(config).filter((rule) => rule.region === region);
  return {
    subject: `rules in ${region}`,
    metrics: rules.map(({ name }) => metric("AWS/Events", "MatchedEvents", "RuleName", name)),
  };
}

async function lookAtHome(surroundings: Surroundings): Promise<readonly Line[]> {
  const { config, now } = surroundings;
  const { names, project, region } = config;
  const own = (name: (typeof METRICS.names)[number]) => metric(METRICS.namespace, name, METRICS.dimension, project);
  // In the order in which an event comes by: each of these has to see what the one before it saw.
  const chain: readonly Stage[] = [
    ruleStage(region, surroundings),
    { subject: `queue ${names.queue}`, metrics: [metric("AWS/SQS", "NumberOfMessagesSent", "QueueName", names.queue)] },
    {
      subject: `function ${names.function}`,
      metrics: [metric("AWS/Lambda", "Invocations", "FunctionName", names.function)],
    },
  ];
  const topic = (name: string) => metric("AWS/SNS", name, "TopicName", names.topic);
  // From here on less comes out than goes in: not every event is a match, and not every match an alert.
  const ends: readonly Stage[] = [
    { subject: "matches", metrics: [own("EventsMatched")], countedBy: names.function },
    { subject: "alerts published", metrics: [own("AlertsPublished")], countedBy: names.function },
    { subject: `topic ${names.topic}`, metrics: [topic("NumberOfMessagesPublished")] },
  ];
  const answer = await lastSeen([...chain, ...ends], region, surroundings, [topic("NumberOfNotificationsFailed")]);
  if (typeof answer === "string") return [unknown(`clock of ${region}`, { why: answer })];
  const { seen, others } = answer;
  const lines = [...chain, ...ends].map((stage, index) => {
    const before = index > 0 && index < chain.length ? seen[index - 1] : undefined;
    return stageLine(stage, seen[index], before, now);
  });
  const failed = sum((others[0] ?? []).filter(({ at }) => at >= now - 24 * HOUR));
  return [
    ...lines,
    failIf(
      failed === 0 ? undefined : `${failed} notifications could not be delivered in 24 hours`,
      `topic ${names.topic}, deliveries`,
      "none failed in 24 hours",
      `aws sns list-subscriptions-by-topic --topic-arn ${arnOf({ ...config, region }, "sns", names.topic)} --region ${region}`,
    ),
  ];
}

async function lookElsewhere(region: string, surroundings: Surroundings): Promise<readonly Line[]> {
  const stage = ruleStage(region, surroundings);
  const failures = stage.metrics.map((one) => ({ ...one, name: "FailedInvocations" }));
  const answer = await lastSeen([stage], region, surroundings, failures);
  if (typeof answer === "string") return [unknown(`clock of ${region}`, { why: answer })];
  const failed = answer.others.flat().filter(({ at }) => at >= surroundings.now - 24 * HOUR);
  return [
    stageLine(stage, answer.seen[0], undefined, surroundings.now),
    failIf(
      sum(failed) === 0 ? undefined : `${sum(failed)} events could not be forwarded in 24 hours`,
      `forwarding from ${region}`,
      "none failed in 24 hours",
      `${commandName()} dlq list`,
    ),
  ];
}

function stageLine(
  { subject, countedBy }: Stage,
  seen: number | undefined,
  before: number | undefined,
  now: number,
): Line {
  const clockOf = `${subject}, last event`;
  if (before !== undefined && (seen === undefined || before - seen > LATE)) {
    const last = seen === undefined ? `nothing in ${DAYS} days` : `its last ${ago(seen, now)}`;
    return fail(
      clockOf,
      `the stage before it saw an event ${ago(before, now)}, this one ${last}`,
      `${commandName()} doctor --send-test`,
    );
  }
  const by = countedBy === undefined ? "" : `, as ${countedBy} counts`;
  return pass(
    clockOf,
    seen === undefined ? `none in ${DAYS} days${by}; --send-test sends one` : `${ago(seen, now)}${by}`,
  );
}

interface Seen {
  /** When each stage last saw something. */
  readonly seen: readonly (number | undefined)[];
  readonly others: readonly (readonly Reading[])[];
}

/** A text says why no one knows. */
async function lastSeen(
  stages: readonly Stage[],
  region: string,
  { aws, now }: Surroundings,
  others: readonly Metric[],
): Promise<Seen | string> {
  const asked = [...stages.flatMap(({ metrics }) => metrics), ...others];
  const span = { from: now - DAYS * 24 * HOUR, to: now, periodSeconds: 3600 };
  const answer = await readMetrics(aws, region, asked, span);
  if (answer.kind !== "found") return answer.kind === "unknown" ? answer.why : "no metrics";
  let from = 0;
  const seen = stages.map(({ metrics }) => {
    const readings = answer.value.slice(from, from + metrics.length).flat();
    from += metrics.length;
    return readings.length === 0 ? undefined : Math.max(...readings.map(({ at }) => at));
  });
  return { seen, others: answer.value.slice(from) };
}
