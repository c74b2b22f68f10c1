import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { Fields } from "../../events/fields";
import type { EventPattern, Matcher } from "../../patterns/event-pattern";
import type { DetectionContext } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { aliasOf, functionOf, logGroupOf, queueOf, roleOf, ruleOf, tableOf, topicOf, trailOf } from "./resource-name";
import { answerOf, requestOf } from "./successful-call";

/** One kind of Palisade's own resources, and the calls that break them. */
interface Guarded {
  /** What people call it: `the queue`. */
  readonly kind: string;
  readonly names: readonly string[];
  /** Calls that spoil it without silencing it at once. */
  readonly milder: readonly string[];
  /** Lambda logs most calls with the version of its API, `UpdateFunctionCode20150331v2`, and a few without. */
  readonly isVersioned?: true;
  readonly nameOf: (request: Fields, event: CloudTrailEvent) => string | undefined;
  readonly isOurs: (name: string, context: DetectionContext) => boolean;
}

const GUARDED: Readonly<Record<string, Guarded>> = {
  events: {
    kind: "the rule",
    names: ["PutRule", "DeleteRule", "DisableRule", "PutTargets", "RemoveTargets"],
    milder: [],
    nameOf: ruleOf,
    isOurs: (name, { pipeline }) => pipeline.rules.some((rule) => name === rule || name.startsWith(`${rule}-`)),
  },
  sqs: {
    kind: "the queue",
    names: ["DeleteQueue", "PurgeQueue", "SetQueueAttributes"],
    milder: ["AddPermission", "RemovePermission"],
    nameOf: queueOf,
    isOurs: (name, { pipeline }) => pipeline.queues.includes(name),
  },
  lambda: {
    kind: "the function",
    names: [
      "UpdateFunctionCode",
      "UpdateFunctionConfiguration",
      "DeleteFunction",
      "PutFunctionConcurrency",
      "UpdateEventSourceMapping",
      "DeleteEventSourceMapping",
      "RemovePermission",
    ],
    milder: [
      "AddPermission",
      "PutFunctionEventInvokeConfig",
      "UpdateFunctionEventInvokeConfig",
      "DeleteFunctionEventInvokeConfig",
    ],
    isVersioned: true,
    nameOf: (request, event) => functionOf(request, answerOf(event)),
    isOurs: (name, { pipeline }) => pipeline.functions.includes(name),
  },
  sns: {
    kind: "the topic",
    names: ["DeleteTopic", "Unsubscribe", "SetTopicAttributes", "SetSubscriptionAttributes"],
    milder: ["AddPermission", "RemovePermission", "PutDataProtectionPolicy"],
    nameOf: topicOf,
    isOurs: (name, { pipeline }) => pipeline.topics.includes(name),
  },
  dynamodb: {
    kind: "the table",
    names: ["DeleteTable"],
    milder: ["UpdateTable", "UpdateTimeToLive", "UpdateContinuousBackups", "PutResourcePolicy"],
    nameOf: tableOf,
    isOurs: (name, { pipeline }) => pipeline.tables.includes(name),
  },
  kms: {
    kind: "the key alias",
    names: ["DeleteAlias", "UpdateAlias"],
    milder: [],
    nameOf: aliasOf,
    isOurs: (name, { pipeline }) => pipeline.keyAliases.includes(name),
  },
  logs: {
    kind: "the log group",
    names: ["DeleteLogGroup"],
    milder: ["DeleteLogStream", "PutRetentionPolicy"],
    nameOf: logGroupOf,
    isOurs: (name, { pipeline }) => pipeline.logGroups.includes(name),
  },
  iam: {
    kind: "the role",
    names: [
      "DeleteRole",
      "DeleteRolePolicy",
      "DetachRolePolicy",
      "PutRolePolicy",
      "UpdateAssumeRolePolicy",
      "PutRolePermissionsBoundary",
    ],
    milder: ["AttachRolePolicy", "UpdateRole"],
    nameOf: roleOf,
    isOurs: (name, { pipeline }) => pipeline.roles.includes(name),
  },
  cloudtrail: {
    kind: "the trail",
    names: ["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"],
    milder: ["PutInsightSelectors"],
    nameOf: trailOf,
    isOurs: (name, { pipeline }) => pipeline.trails.includes(name),
  },
  s3: {
    kind: "the log bucket",
    names: [
      "DeleteBucket",
      "PutBucketPolicy",
      "DeleteBucketPolicy",
      "PutBucketLifecycle",
      "PutBucketLifecycleConfiguration",
      "PutBucketVersioning",
    ],
    milder: ["PutBucketEncryption", "DeleteBucketEncryption", "PutBucketAcl", "PutBucketNotification"],
    nameOf: (_, event) => event.bucket,
    isOurs: (name, { isLogBucket }) => isLogBucket(name),
  },
};

const SERVICES: ReadonlyMap<string, Guarded & { readonly calls: ReadonlySet<string> }> = new Map(
  Object.entries(GUARDED).map(([service, guarded]) => [
    `${service}.amazonaws.com`,
    { ...guarded, calls: new Set([...guarded.names, ...guarded.milder]) },
  ]),
);

/** All calls that change resources like Palisade's own; whose they are is looked up later. */
export function pipelineCalls(): readonly EventPattern[] {
  return Object.entries(GUARDED).map(([service, guarded]) => calls(service, namesOf(guarded)));
}

function namesOf({ names, milder, isVersioned }: Guarded): readonly Matcher[] {
  const all = [...names, ...milder];
  return isVersioned ? all.map((prefix) => ({ prefix })) : all;
}

/** A call that changed one of Palisade's own resources. */
export interface PipelineCall {
  /** The call, without its API's version. */
  readonly call: string;
  /** `the queue palisade-events` */
  readonly what: string;
  readonly isMilder: boolean;
}

const API_VERSION = /\d{8}(?:v\d)?$/;

/** Undefined for calls that failed, are harmless, or are about someone else's resources. */
export function pipelineCallOf(event: CloudTrailEvent, context: DetectionContext): PipelineCall | undefined {
  const guarded = SERVICES.get(event.service);
  if (guarded === undefined || event.errorCode !== undefined) return undefined;
  const call = guarded.isVersioned ? event.name.replace(API_VERSION, "") : event.name;
  if (!guarded.calls.has(call)) return undefined;
  const name = guarded.nameOf(requestOf(event), event);
  if (name === undefined || !guarded.isOurs(name, context)) return undefined;
  return { call, what: `${guarded.kind} ${name}`, isMilder: guarded.milder.includes(call) };
}
