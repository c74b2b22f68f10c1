import { arnOf, type Place } from "@palisade/engine/arn";
import { CHAIN_METRICS, HANDLERS, METRICS, SETTINGS_FILE } from "@palisade/functions/platform/requirements";
import { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import { deadLetterQueues, digestSettings } from "../../config/derived/digest-settings";
import type { DigestConfig } from "../../config/sections/digest";
import { HandlerFunction } from "../constructs/handler-function";
import { MetricAlarm } from "../constructs/metric-alarm";
import { allow, type Statement } from "../constructs/policy-document";
import { DailySchedule } from "./daily-schedule";

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

/** A day, the hour more that one in autumn has, and the hour in which a start may be late. */
const MISSING_HOURS = 26;

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
    new MetricAlarm(this, "missing", {
      name: `${names.alarmPrefix}-${names.digest}-missing`,
      description: `No digest was written for ${MISSING_HOURS} hours, and nobody was told what waits for it. Is schedule ${names.digestSchedule} there, and enabled? The log of ${names.digest} says what failed.`,
      namespace: METRICS.namespace,
      metric: CHAIN_METRICS.digestsWritten,
      dimensions: { [METRICS.dimension]: config.project },
      // While no one counts, no one knows: that is another alarm's.
      absent: { periods: MISSING_HOURS, periodSeconds: 60 * 60, isSilenceAbsence: false },
      topicArn,
    });
  }
}

function workPolicy({ config, place, topicArn, table, keyArn }: DailyDigestProps): readonly Statement[] {
  const { actions } = DIGEST;
  return [
    allow(actions.incidentsTable, table.arn),
    allow(actions.incidentsIndex, table.indexArn),
    allow(actions.topic, topicArn),
    allow(actions.alarms, arnOf(place, "cloudwatch", "alarm:*")),
    allow(
      actions.deadLetterQueues,
      deadLetterQueues(config).map((name) => arnOf(place, "sqs", name)),
    ),
    ...(keyArn === undefined ? [] : [allow([...new Set([...actions.topicKey, ...actions.incidentsKey])], keyArn)]),
  ];
}
