import { Construct } from "constructs";
import type { DigestConfig, PalisadeConfig } from "../config/config";
import { deadLetterQueues, digestSettings } from "../config/digest-settings";
import { HANDLERS, SETTINGS_FILE } from "../functions/contract";
import { DailySchedule } from "./constructs/daily-schedule";
import { HandlerFunction } from "./constructs/handler-function";
import { arn, type Place } from "./constructs/place";
import type { Statement } from "./constructs/policy-document";

export interface DailyDigestProps {
  readonly config: PalisadeConfig;
  readonly digest: DigestConfig;
  readonly place: Place;
  /** Folder of the bundles, relative to the working directory. */
  readonly bundles: string;
  readonly topicArn: string;
  readonly table: { readonly arn: string; readonly indexArn: string; readonly tableName: string };
  /** The key of table, topic and logs, where they have one. */
  readonly keyArn: string | undefined;
}

const DIGEST = HANDLERS.digest;

/** The function that writes the daily digest, and what starts it. */
export class DailyDigest extends Construct {
  constructor(scope: Construct, id: string, props: DailyDigestProps) {
    super(scope, id);
    const { config, digest, place, bundles, topicArn, table, keyArn } = props;
    const { names } = config;
    const { environment, bundle, memoryMb, timeoutSeconds } = DIGEST;
    const writer = new HandlerFunction(this, "writer", {
      name: names.digest,
      description: "Writes the daily digest",
      roleName: names.digestRole,
      bundle: `${bundles}/${bundle}/index.js`,
      data: { [SETTINGS_FILE]: digestSettings(config) },
      environment: { [environment.incidentsTable]: table.tableName, [environment.topicArn]: topicArn },
      memoryMb,
      timeoutSeconds,
      policies: { [`${names.digest}-work`]: workPolicy(props) },
      logRetentionDays: config.logRetentionDays,
      logKeyArn: keyArn,
      alarms: { prefix: names.alarmPrefix, topicArn },
    });
    new DailySchedule(this, "schedule", {
      name: names.digestSchedule,
      description: "Starts the function that writes the daily digest",
      roleName: names.digestScheduleRole,
      at: digest.at,
      timezone: digest.timezone,
      account: place.account,
      functionArn: writer.arn,
    });
  }
}

function workPolicy({ config, place, topicArn, table, keyArn }: DailyDigestProps): readonly Statement[] {
  const { actions } = DIGEST;
  return [
    allow(actions.incidentsTable, table.arn),
    allow(actions.incidentsIndex, table.indexArn),
    allow(actions.topic, topicArn),
    allow(actions.alarms, arn(place, "cloudwatch", "alarm:*")),
    allow(
      actions.deadLetterQueues,
      deadLetterQueues(config).map((name) => arn(place, "sqs", name)),
    ),
    ...(keyArn === undefined ? [] : [allow([...new Set([...actions.topicKey, ...actions.incidentsKey])], keyArn)]),
  ];
}

function allow(actions: readonly string[], resource: string | readonly string[]): Statement {
  const [first = "", ...others] = actions;
  return { Effect: "Allow", Action: others.length === 0 ? first : [first, ...others], Resource: resource };
}
