import { DETECTIONS } from "@palisade/engine/detections/registry";
import { daysOfDigest } from "@palisade/engine/digest/periods";
import { KEPT_DAYS } from "@palisade/engine/incidents/lifetimes";
import { LEASE } from "@palisade/engine/incidents/outbox";
import { LEARNED_DAYS } from "@palisade/engine/incidents/state/learning-clock";
import { LEASE_MS } from "@palisade/functions/delivery/deliver";
import { openUntil } from "@palisade/functions/delivery/end-message";
import { backOffMs } from "@palisade/functions/delivery/notify-batch";
import { MOST_SECONDS } from "@palisade/functions/delivery/sqs-channel-queue";
import { CLOSE_SCHEDULE, HANDLERS } from "@palisade/functions/platform/requirements";
import { EVERYTHING } from "../../testing/configurations";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { received } from "../../testing/fixtures/received-alert-fixture";
import { type Block, synthText } from "../../testing/synth";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LONGEST_WINDOW = 1440 * MINUTE;
/** What Lambda does with an event of its own queue. */
const ASYNCHRONOUS_EVENT = 6 * HOUR;

const { alerting } = synthText(EVERYTHING);
const blocks = (type: string): readonly Block[] => alerting.resources(type);
const smallest = (numbers: readonly number[]) => Math.min(...numbers);
const largest = (numbers: readonly number[]) => Math.max(...numbers);

/** A resource of the stack that an ARN or a name refers to. */
function named(type: string, reference: string): Block {
  const id = /^\$\{aws_\w+\.([\w-]+)\./.exec(reference)?.[1];
  const found = alerting.all(type).find((one) => one.id === id);
  if (!found) throw new Error(`no ${type} at ${reference}`);
  return found.block;
}

const queues = blocks("aws_sqs_queue");
const retention = smallest(queues.map((queue) => queue.message_retention_seconds));
const ruleRetry = largest(
  blocks("aws_cloudwatch_event_target").map(({ retry_policy }) => retry_policy?.maximum_event_age_in_seconds ?? 0),
);
const alert = received(anAlert({}, { windowMinutes: LONGEST_WINDOW / MINUTE }));
const longestOpen = (openUntil(alert, alert.firstSeen) - alert.firstSeen) / 1000;
const learning = DETECTIONS.flatMap(({ state }) => (state?.kind === "first-seen" ? [state.learningDays] : []));
const schedule = blocks("aws_scheduler_schedule")[0];
const channelTries = largest(
  queues.map(({ name, redrive_policy }) => {
    return name.includes("-notify-") && redrive_policy ? JSON.parse(redrive_policy).maxReceiveCount : 0;
  }),
);
const sumOfBackOffs = Array.from({ length: channelTries }, (_, index) => backOffMs(index + 1) / 1000).reduce(
  (sum, one) => sum + one,
  0,
);

/** What lasts, for how long, and what it has to outlast. */
const TABLE: readonly (readonly [string, number, string, number])[] = [
  [
    "that an event was counted",
    KEPT_DAYS.event * DAY,
    "the event: a rule's retries, queue and dead letters, and the same redriven",
    ruleRetry + 2 * retention,
  ],
  [
    "what counts towards a window",
    KEPT_DAYS.event * DAY,
    "the events of it that are redriven",
    ruleRetry + 2 * retention,
  ],
  [
    "what became of an alert in a channel",
    KEPT_DAYS.delivery * DAY,
    "the alert: queue, dead letters and the queue again",
    3 * retention,
  ],
  ["an incident", KEPT_DAYS.incident * DAY, "its alerts in channels", KEPT_DAYS.delivery * DAY + LONGEST_WINDOW],
  [
    "an incident's thread, and how long it is open at a vendor",
    KEPT_DAYS.thread * DAY,
    "the alerts of the incident",
    KEPT_DAYS.delivery * DAY + longestOpen,
  ],
  [
    "an incident",
    KEPT_DAYS.incident * DAY,
    "the events that may still belong to it",
    KEPT_DAYS.event * DAY + LONGEST_WINDOW,
  ],
  ["what waits for the digest", KEPT_DAYS.delivery * DAY, "two weeks without a digest, which alarms", 14 * DAY],
  [
    "a day's numbers",
    KEPT_DAYS.day * DAY,
    "the days that a digest looks back on",
    daysOfDigest("2026-03-01").length * DAY,
  ],
  ["what was learned", LEARNED_DAYS * DAY, "the time of learning", largest(learning) * DAY],
  ["a claim of a delivery", LEASE_MS / 1000, "an invocation", HANDLERS.notifier.timeoutSeconds],
  ["a claim of an announcement", LEASE / 1000, "an invocation of the detector", HANDLERS.detector.timeoutSeconds],
  [
    "the time until a batch comes again",
    smallest(
      queues.flatMap(({ redrive_policy, visibility_timeout_seconds }) =>
        redrive_policy ? [visibility_timeout_seconds] : [],
      ),
    ),
    "a claim of an announcement",
    LEASE / 1000,
  ],
  [
    "the time until an alert comes again",
    smallest(
      queues.flatMap(({ name, visibility_timeout_seconds = 0, redrive_policy }) =>
        name.includes("-notify-") && redrive_policy ? [visibility_timeout_seconds] : [],
      ),
    ),
    "a claim of a delivery",
    LEASE_MS / 1000,
  ],
  [
    "a message of a channel",
    retention,
    "as many waits as it has tries, each as long as a vendor may ask for",
    channelTries * MOST_SECONDS,
  ],
  [
    "the tries that a channel has",
    sumOfBackOffs,
    "an hour in which alerts are folded, and the vendor's outage after it",
    HOUR + 4 * HOUR,
  ],
  ["a message of a queue", retention, "a weekend and the days until somebody looks", 7 * DAY],
  ["the pause between rounds of closing", minutesOf(CLOSE_SCHEDULE), "a round", HANDLERS.closeIncidents.timeoutSeconds],
  [
    "the day of a digest",
    DAY,
    "the latest start of it",
    schedule.target.retry_policy.maximum_event_age_in_seconds + ASYNCHRONOUS_EVENT + HANDLERS.digest.timeoutSeconds,
  ],
];

function minutesOf(rate: string): number {
  return Number(/^rate\((\d+) minutes\)$/.exec(rate)?.[1]) * MINUTE;
}

describe("what lasts", () => {
  it.each(TABLE)("%s (%d s) outlasts %s (%d s)", (_, lasts, __, outlasted) => {
    expect(lasts).toBeGreaterThan(outlasted);
  });
});

describe("every queue", () => {
  const all = alerting.all("aws_sqs_queue").map(({ id, block }) => [id, block] as const);

  it.each(all)("%s keeps its messages as long as SQS does", (_, queue) => {
    expect(queue.message_retention_seconds).toBe(14 * DAY);
  });

  it.each(all.filter(([, { redrive_policy }]) => redrive_policy))(
    "%s keeps dead letters at least as long as itself, and tries more than once",
    (_, queue) => {
      const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(queue.redrive_policy);
      expect(named("aws_sqs_queue", deadLetterTargetArn).message_retention_seconds).toBeGreaterThanOrEqual(
        queue.message_retention_seconds,
      );
      expect(maxReceiveCount).toBeGreaterThanOrEqual(5);
    },
  );
});

describe("every reader of a queue", () => {
  it.each(alerting.all("aws_lambda_event_source_mapping").map(({ id, block }) => [id, block] as const))(
    "%s works on a message for less than a sixth of the time until it comes again, batching apart",
    (_, { event_source_arn, function_name, maximum_batching_window_in_seconds = 0 }) => {
      const queue = named("aws_sqs_queue", event_source_arn);
      const { timeout } = named("aws_lambda_function", function_name);
      expect(queue.visibility_timeout_seconds).toBeGreaterThanOrEqual(6 * timeout + maximum_batching_window_in_seconds);
    },
  );
});
