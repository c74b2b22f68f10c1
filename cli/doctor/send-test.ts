import { randomBytes } from "node:crypto";
import { GetQueueUrlCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import type { IncidentStore } from "@palisade/engine/incidents/store";
import { DEPLOY_ALERTING } from "./deploy-commands";
import { type Metric, readMetrics, sum } from "./metrics";
import { fail, type Line, pass, type Surroundings, unknown, withoutValue } from "./probe";
import { type SyntheticEvent, syntheticEvent } from "./synthetic-event";
import { type LoadDelivery, waitForChannels } from "./wait-for-channels";
import { secondsSince, Unreadable, type Waiting, waitUntil } from "./wait-until";

/** Waits at each stage. */
export interface SendTestDeps extends Omit<Surroundings, "now">, Waiting {
  readonly loadIncident: IncidentStore["load"];
  readonly loadDelivery: LoadDelivery;
  /** Called when a stage begins, with what is waited for. */
  readonly onStage: (what: string) => void;
}

/** So often the table is asked; metrics come by the minute. */
const POLL_MS = 2000;
const METRIC_POLL_MS = 10_000;

/**
 * Sends a marked event through the real queue and follows it: into the table, to the topic, to each channel's vendor, out to the
 * subscribers. It is written nowhere else, and the incident expires like any other.
 */
export async function sendTest(deps: SendTestDeps): Promise<readonly Line[]> {
  const { config, now } = deps;
  const event = syntheticEvent(config, randomBytes(4).toString("hex"), now());
  if (event === undefined) {
    const why = "no made-up request would raise an alert with this configuration";
    return [unknown("test event", { why, fix: "enable s3.blocked-outside-allowlist, and suppress less of it" })];
  }
  const began = now();
  const lines: Line[] = [];
  for (const stage of [send, waitForIncident, waitForPublished]) {
    const line = await stage(event, deps, began);
    lines.push(line);
    if (line.status !== "pass") return lines;
  }
  // A channel that is out of order says nothing of the others, nor of e-mail.
  return [...lines, ...(await waitForChannels(event, deps, began)), await waitForDelivery(event, deps, began)];
}

type StageOf = (event: SyntheticEvent, deps: SendTestDeps, began: number) => Promise<Line>;

const send: StageOf = async (event, { config, aws, onStage }) => {
  const { queue } = config.names;
  const subject = `test: into queue ${queue}`;
  onStage("sending a test event");
  const address = await aws.ask("sqs", config.region, new GetQueueUrlCommand({ QueueName: queue }));
  if (address.kind !== "found") return withoutValue(address, subject, DEPLOY_ALERTING);
  const { QueueUrl } = address.value;
  const sent = await aws.ask("sqs", config.region, new SendMessageCommand({ QueueUrl, MessageBody: event.body }));
  if (sent.kind !== "found") return withoutValue(sent, subject, DEPLOY_ALERTING);
  return pass(subject, `sent ${event.eventId}, "${event.match.title}"`);
};

type Seen = "nothing" | "counted" | "told";

const waitForIncident: StageOf = async (event, deps, began) => {
  const { config } = deps;
  const subject = `test: through function ${config.names.function}`;
  deps.onStage("waiting for the incident in the table");
  const seen = await waitUntil(
    deps,
    POLL_MS,
    () => incidentOf(event, deps),
    (state) => state !== "nothing",
  );
  if (typeof seen === "object") return unknown(subject, seen);
  if (seen === undefined) {
    const why = `no incident in table ${config.names.table} after ${deps.patienceSeconds} s`;
    return fail(
      subject,
      why,
      `aws logs tail /aws/lambda/${config.names.function} --since 10m --region ${config.region}`,
    );
  }
  return pass(subject, `incident in the table after ${secondsSince(began, deps)}`);
};

const waitForPublished: StageOf = async (event, deps, began) => {
  const { config } = deps;
  const subject = `test: published to ${config.names.topic}`;
  deps.onStage("waiting until the alert is published");
  const seen = await waitUntil(
    deps,
    POLL_MS,
    () => incidentOf(event, deps),
    (state) => state === "told",
  );
  if (typeof seen === "object") return unknown(subject, seen);
  if (seen === undefined) {
    const why = `counted, but not published after ${deps.patienceSeconds} s`;
    return fail(
      subject,
      why,
      `aws logs tail /aws/lambda/${config.names.function} --since 10m --region ${config.region}`,
    );
  }
  return pass(subject, `the topic took the alert after ${secondsSince(began, deps)}`);
};

/** An announcement leaves the outbox once the topic has taken it. */
async function incidentOf({ match, eventId }: SyntheticEvent, { loadIncident }: SendTestDeps): Promise<Seen> {
  const stored = await loadIncident(match.dedupKey);
  if (!stored?.state.incident.eventIds.includes(eventId)) return "nothing";
  return stored.state.pending.length === 0 && stored.state.incident.announced > 0 ? "told" : "counted";
}

const waitForDelivery: StageOf = async (_event, deps, began) => {
  const { config, aws } = deps;
  const { topic } = config.names;
  const subject = `test: delivered by ${topic}`;
  deps.onStage("waiting for SNS to report deliveries, which takes minutes");
  const metric = (name: string): Metric => ({
    namespace: "AWS/SNS",
    name,
    dimension: ["TopicName", topic],
    statistic: "Sum",
  });
  const metrics = [metric("NumberOfNotificationsDelivered"), metric("NumberOfNotificationsFailed")];
  // A period that began before the test may hold it.
  const from = began - (began % 60_000);
  const look = async () => {
    const answer = await readMetrics(aws, config.region, metrics, { from, to: deps.now() + 60_000, periodSeconds: 60 });
    if (answer.kind !== "found") throw new Unreadable(answer.kind === "unknown" ? answer.why : "no metrics");
    const [delivered = [], failed = []] = answer.value;
    return { delivered: sum(delivered), failed: sum(failed) };
  };
  const seen = await waitUntil(deps, METRIC_POLL_MS, look, ({ delivered, failed }) => delivered + failed > 0);
  if (seen === undefined) {
    const why = `CloudWatch reports no delivery after ${deps.patienceSeconds} s; its metrics may be later than that`;
    return unknown(subject, { why, fix: "look into your mailbox, or run it again with a longer --wait" });
  }
  if ("why" in seen) return unknown(subject, seen);
  const { delivered, failed } = seen;
  if (failed > 0) return fail(subject, `${delivered} delivered, ${failed} not`, "npx palisade doctor, subscriptions");
  return pass(subject, `${delivered} delivered, none failed, after ${secondsSince(began, deps)}`);
};
