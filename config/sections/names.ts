import type * as z from "zod";
import { keyed, text } from "../fields/schema-builders";
import { defineSection } from "./section";

/** Every physical name that is not a bucket's. Buckets are in `state`, `logs` and `perimeters`. */
export interface Names {
  /** EventBridge rule, at most 51 characters; others add `-access`, `-changes` and so on, and `-2`, `-3`. Also used in forwarding regions. */
  readonly rule: string;
  /** EventBridge rule of `debug: true`. */
  readonly debugRule: string;
  /** Log group of `debug: true`; begins with `/aws/events/`, which EventBridge demands. */
  readonly debugLogGroup: string;
  /** IAM role with which other regions forward events to the home region. */
  readonly forwardRole: string;
  /** The detector's function. */
  readonly function: string;
  readonly functionRole: string;
  /** IAM policy that lets a function publish to the topic. */
  readonly snsPolicy: string;
  /** The function that closes incidents whose period ended. */
  readonly closer: string;
  readonly closerRole: string;
  /** EventBridge schedule rule that starts the closer. */
  readonly closerRule: string;
  /** The function that writes the daily digest. */
  readonly digest: string;
  readonly digestRole: string;
  /** EventBridge Scheduler's schedule that starts it. */
  readonly digestSchedule: string;
  /** IAM role with which the schedule starts it. */
  readonly digestScheduleRole: string;
  /** The function that reads server access logs. */
  readonly accessLogs: string;
  readonly accessLogsRole: string;
  /** EventBridge rule that matches new logs; also used in forwarding regions. At most 61 characters: others add `-2`, `-10`. */
  readonly accessLogsRule: string;
  readonly accessLogsQueue: string;
  readonly accessLogsDeadLetterQueue: string;
  /** Beginning of the names of each channel's function, role and queues, at most 31 characters. */
  readonly notifier: string;
  readonly topic: string;
  readonly topicDisplayName: string;
  readonly queue: string;
  readonly deadLetterQueue: string;
  /** DynamoDB table of incidents. */
  readonly table: string;
  readonly trail: string;
  readonly dashboard: string;
  /** KMS alias, with its `alias/`. */
  readonly keyAlias: string;
  /** Alarms are named `<alarmPrefix>-<what>`; at most 128 characters. */
  readonly alarmPrefix: string;
  /** AWS Config's recorder and delivery channel; its rules are named `<configRecorder>-<what>`. */
  readonly configRecorder: string;
  /** IAM role of AWS Config. */
  readonly configRole: string;
  /** IAM Access Analyzer's analyzer. */
  readonly analyzer: string;
  /** Glue database of the tables that Athena searches. */
  readonly huntingDatabase: string;
  /** Athena workgroup. */
  readonly huntingWorkgroup: string;
  /** IAM policy for people who hunt. */
  readonly huntingPolicy: string;
}

interface NameRule {
  readonly default: (project: string) => string;
  readonly pattern: RegExp;
  /** The pattern in words. */
  readonly expected: string;
  readonly describe: string;
}

const EVENT_RULE = { pattern: /^[\w.-]{1,64}$/, expected: "1 to 64 of letters, digits, and ._-" };
const FUNCTION = { pattern: /^[\w-]{1,64}$/, expected: "1 to 64 of letters, digits, _ and -" };
const ROLE = { pattern: /^[\w+=,.@-]{1,64}$/, expected: "1 to 64 of letters, digits, and +=,.@_-" };
const QUEUE = { pattern: /^[\w-]{1,80}$/, expected: "1 to 80 of letters, digits, _ and -" };

/** What each name is for, what AWS lets it be, and its default. */
export const NAME_RULES: { readonly [K in keyof Names]: NameRule } = {
  rule: {
    default: () => "S3AccessDeniedMonitor",
    // Thirteen characters short of what EventBridge takes: `-findings`, and a number for rules that had to be split.
    pattern: /^[\w.-]{1,51}$/,
    expected: "1 to 51 of letters, digits, and ._-",
    describe: "EventBridge rule that selects the events.",
  },
  debugRule: {
    ...EVENT_RULE,
    default: (project) => `${project}-debug`,
    describe: "EventBridge rule that `debug: true` adds.",
  },
  debugLogGroup: {
    default: (project) => `/aws/events/${project}-debug`,
    pattern: /^\/aws\/events\/[\w./#-]{1,200}$/,
    expected: "/aws/events/ and letters, digits, and ._/#-",
    describe: "Log group that `debug: true` writes to.",
  },
  forwardRole: {
    ...ROLE,
    default: (project) => `${project}-forward-events`,
    describe: "IAM role with which other regions forward events to the home region.",
  },
  function: { ...FUNCTION, default: (project) => `${project}-detector`, describe: "The detector's Lambda function." },
  functionRole: { ...ROLE, default: (project) => `${project}-detector`, describe: "IAM role of the detector." },
  snsPolicy: {
    default: (project) => `${project}-publish-alerts`,
    pattern: /^[\w+=,.@-]{1,128}$/,
    expected: "1 to 128 of letters, digits, and +=,.@_-",
    describe: "IAM policy that lets the functions publish alerts.",
  },
  closer: {
    ...FUNCTION,
    default: (project) => `${project}-close-incidents`,
    describe: "Lambda function that closes incidents whose period ended.",
  },
  closerRole: {
    ...ROLE,
    default: (project) => `${project}-close-incidents`,
    describe: "IAM role of the function that closes incidents.",
  },
  closerRule: {
    ...EVENT_RULE,
    default: (project) => `${project}-close-incidents`,
    describe: "EventBridge schedule that starts the function that closes incidents.",
  },
  digest: { ...FUNCTION, default: (project) => `${project}-digest`, describe: "Lambda function of the daily digest." },
  digestRole: {
    ...ROLE,
    default: (project) => `${project}-digest`,
    describe: "IAM role of the function that writes the daily digest.",
  },
  digestSchedule: {
    ...EVENT_RULE,
    default: (project) => `${project}-digest`,
    describe: "EventBridge Scheduler's schedule that starts the function that writes the daily digest.",
  },
  digestScheduleRole: {
    ...ROLE,
    default: (project) => `${project}-digest-schedule`,
    describe: "IAM role with which the schedule starts the function that writes the daily digest.",
  },
  accessLogs: {
    ...FUNCTION,
    default: (project) => `${project}-access-logs`,
    describe: "Lambda function that reads server access logs.",
  },
  accessLogsRole: {
    ...ROLE,
    default: (project) => `${project}-access-logs`,
    describe: "IAM role of the function that reads server access logs.",
  },
  accessLogsRule: {
    default: (project) => `${project}-access-logs`,
    // Three characters short of what EventBridge takes: a number, where several log buckets need several rules.
    pattern: /^[\w.-]{1,61}$/,
    expected: "1 to 61 of letters, digits, and ._-",
    describe: "EventBridge rule that matches new server access logs.",
  },
  accessLogsQueue: {
    ...QUEUE,
    default: (project) => `${project}-access-logs`,
    describe: "SQS queue of server access logs that are to be read.",
  },
  accessLogsDeadLetterQueue: {
    ...QUEUE,
    default: (project) => `${project}-access-logs-dead-letters`,
    describe: "SQS queue of server access logs that could not be read.",
  },
  notifier: {
    default: (project) => `${project}-notify`,
    // A hyphen and a channel's name follow, and a function's name ends at 64.
    pattern: /^[\w-]{1,31}$/,
    expected: "1 to 31 of letters, digits, _ and -",
    describe: "Beginning of the names of each channel's Lambda function, IAM role and SQS queues.",
  },
  topic: {
    default: (project) => `${project}-alerts`,
    pattern: /^[\w-]{1,256}$/,
    expected: "1 to 256 of letters, digits, _ and -",
    describe: "SNS topic of the alerts.",
  },
  topicDisplayName: {
    default: (project) => `AWS Security Alert (${project})`,
    pattern: /^[\x20-\x7e]{1,100}$/,
    expected: "1 to 100 printable ASCII characters",
    describe: "What e-mails and SMS show as their sender.",
  },
  queue: { ...QUEUE, default: (project) => `${project}-events`, describe: "SQS queue between rule and detector." },
  deadLetterQueue: {
    ...QUEUE,
    default: (project) => `${project}-events-dead-letters`,
    describe: "SQS queue of events that the detector could not handle.",
  },
  table: {
    default: (project) => `${project}-incidents`,
    pattern: /^[\w.-]{3,255}$/,
    expected: "3 to 255 of letters, digits, and ._-",
    describe: "DynamoDB table of incidents.",
  },
  trail: {
    default: (project) => `${project}-trail`,
    pattern: /^(?=.{3,128}$)[a-zA-Z0-9](?:[._-]?[a-zA-Z0-9])*$/,
    expected: "3 to 128 of letters and digits, with single ._- between them",
    describe: "The CloudTrail trail that Palisade creates.",
  },
  dashboard: {
    default: (project) => project,
    pattern: /^[\w-]{1,255}$/,
    expected: "1 to 255 of letters, digits, _ and -",
    describe: "CloudWatch dashboard.",
  },
  keyAlias: {
    default: (project) => `alias/${project}`,
    pattern: /^alias\/(?!aws\/)[\w/-]{1,250}$/,
    expected: "alias/ and letters, digits, _/-, but not alias/aws/",
    describe: "Alias of the KMS key that Palisade creates.",
  },
  alarmPrefix: {
    default: (project) => project,
    pattern: /^[\w.-]{1,128}$/,
    expected: "1 to 128 of letters, digits, and ._-",
    describe: "Beginning of the alarms' names.",
  },
  configRecorder: {
    default: (project) => project,
    pattern: /^[\w-]{1,64}$/,
    expected: "1 to 64 of letters, digits, _ and -",
    describe: "AWS Config's recorder and delivery channel, and the beginning of its rules' names.",
  },
  configRole: { ...ROLE, default: (project) => `${project}-config`, describe: "IAM role of AWS Config." },
  analyzer: {
    default: (project) => project,
    pattern: /^[A-Za-z][\w.-]{0,254}$/,
    expected: "a letter and up to 254 of letters, digits, and ._-",
    describe: "IAM Access Analyzer's analyzer.",
  },
  huntingDatabase: {
    // Athena takes hyphens in quotes only.
    default: (project) => project.replaceAll("-", "_"),
    pattern: /^[a-z0-9_]{1,128}$/,
    expected: "1 to 128 of a-z, 0-9 and _",
    describe: "Glue database of the tables that Athena searches.",
  },
  huntingWorkgroup: {
    default: (project) => `${project}-hunting`,
    pattern: /^[\w.-]{1,128}$/,
    expected: "1 to 128 of letters, digits, and ._-",
    describe: "Athena workgroup.",
  },
  huntingPolicy: {
    default: (project) => `${project}-hunting`,
    pattern: /^[\w+=,.@-]{1,128}$/,
    expected: "1 to 128 of letters, digits, and +=,.@_-",
    describe: "IAM policy for people who hunt with Athena.",
  },
};

/** Every name: the user's where given, else the default made of the project's name. */
export function resolveNames(project: string, given: Readonly<Partial<Names>>): Names {
  const resolved = Object.entries(NAME_RULES).map(([name, rule]) => [
    name,
    given[name as keyof Names] ?? rule.default(project),
  ]);
  return Object.fromEntries(resolved) as unknown as Names;
}

const namesSchema = keyed(
  Object.fromEntries(
    Object.entries(NAME_RULES).map(([name, { pattern, expected, describe }]) => [
      name,
      text(pattern, { what: "not a valid name", expected, fix: "choose another name" }).optional().describe(describe),
    ]),
  ) as { [K in keyof Names]: z.ZodOptional<z.ZodString> },
  "names by resource",
);

const keys = {
  names: namesSchema.optional().describe("Physical names, where the defaults do not suit."),
};

export interface NamesPart {
  readonly names: Names;
}

export const namesSection = defineSection({
  keys,
  example: `
names: # every physical name; these are the defaults for project: palisade
  rule: S3AccessDeniedMonitor
  debugRule: palisade-debug
  debugLogGroup: /aws/events/palisade-debug
  forwardRole: palisade-forward-events
  function: palisade-detector
  functionRole: palisade-detector
  snsPolicy: palisade-publish-alerts
  closer: palisade-close-incidents
  closerRole: palisade-close-incidents
  closerRule: palisade-close-incidents
  digest: palisade-digest
  digestRole: palisade-digest
  digestSchedule: palisade-digest
  digestScheduleRole: palisade-digest-schedule
  accessLogs: palisade-access-logs
  accessLogsRole: palisade-access-logs
  accessLogsRule: palisade-access-logs
  accessLogsQueue: palisade-access-logs
  accessLogsDeadLetterQueue: palisade-access-logs-dead-letters
  notifier: palisade-notify # -CHANNEL follows: function, role and queues of each channel
  topic: palisade-alerts
  topicDisplayName: AWS Security Alert (palisade)
  queue: palisade-events
  deadLetterQueue: palisade-events-dead-letters
  table: palisade-incidents
  trail: palisade-trail
  dashboard: palisade
  keyAlias: alias/palisade
  alarmPrefix: palisade
  configRecorder: palisade
  configRole: palisade-config
  analyzer: palisade
  huntingDatabase: palisade
  huntingWorkgroup: palisade-hunting
  huntingPolicy: palisade-hunting
`,
  affects: "every stack and doctor",
});
