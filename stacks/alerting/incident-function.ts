import { bucketArn, type Place } from "@palisade/engine/arn";
import type { DetectorSettings } from "@palisade/engine/settings";
import {
  COUNT_ALERTS,
  ENRICHMENT_FILE,
  type HandlerRequirements,
  READ_BUCKET_TAGS,
  SETTINGS_FILE,
} from "@palisade/functions/platform/requirements";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import type { EnrichmentFiles } from "../../config/derived/enrichment-files";
import { HandlerFunction, type HandlerFunctionProps } from "../constructs/handler-function";
import { allow, type Statement } from "../constructs/policy-document";
import type { AlertTopic } from "./alert-topic";
import { BUNDLES } from "./bundles";
import type { EventQueue } from "./event-queue";
import type { IncidentsTable } from "./incidents-table";

/** What the functions that work on incidents share. */
export interface IncidentChain {
  readonly config: PalisadeConfig;
  readonly place: Place;
  readonly settings: DetectorSettings;
  readonly enrichment: EnrichmentFiles | undefined;
  /** The key of table, topic and logs, where they have one. */
  readonly keyArn: string | undefined;
  readonly topic: AlertTopic;
  readonly table: IncidentsTable;
  readonly queue: EventQueue;
}

export interface IncidentFunctionProps {
  readonly name: string;
  readonly role: string;
  readonly description: string;
  readonly requirements: HandlerRequirements;
  /** Further files beside the bundle, as JSON, by name. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly statements?: readonly Statement[];
}

/** A function that keeps incidents in the table and publishes alerts to the topic. */
export function addIncidentFunction(
  scope: Construct,
  id: string,
  { name, role, description, requirements, data = {}, statements = [] }: IncidentFunctionProps,
  chain: IncidentChain,
): HandlerFunction {
  const { config, topic, table, keyArn } = chain;
  const { names, logRetentionDays } = config;
  const { environment, actions, bundle, memoryMb, timeoutSeconds } = requirements;
  const beside = besideTheBundle(chain);
  return new HandlerFunction(scope, id, {
    name,
    description,
    roleName: role,
    bundle: `${BUNDLES}/${bundle}/index.js`,
    ...beside,
    data: { ...beside.data, ...data },
    environment: { [environment.incidentsTable]: table.tableName, [environment.topicArn]: topic.arn },
    memoryMb,
    timeoutSeconds,
    policies: {
      [names.snsPolicy]: [allow(actions.topic, topic.arn)],
      [`${name}-work`]: [...workPolicy(actions, chain), ...statements],
    },
    logRetentionDays,
    logKeyArn: keyArn,
    alarms: { prefix: names.alarmPrefix, topicArn: topic.arn },
  });
}

/** The files that a function which publishes alerts finds beside its code. */
export function besideTheBundle({
  settings,
  enrichment,
}: Pick<IncidentChain, "settings" | "enrichment">): Pick<HandlerFunctionProps, "data" | "files"> {
  return {
    data: { [SETTINGS_FILE]: settings, ...(enrichment && { [ENRICHMENT_FILE]: enrichment.settings }) },
    ...(enrichment && { files: enrichment.databases }),
  };
}

/** Reading the tags of whichever of the account's buckets an alert is about. */
export function readBucketTags({ partition, account }: Place): Statement {
  const inAccount = { StringEquals: { "aws:ResourceAccount": account } };
  return { ...allow([READ_BUCKET_TAGS], bucketArn({ bucket: "*", partition })), Condition: inAccount };
}

function workPolicy(actions: HandlerRequirements["actions"], chain: IncidentChain): readonly Statement[] {
  const { config, place, enrichment, keyArn, table, queue } = chain;
  return [
    allow([...actions.incidentsTable, ...(config.digest ? [COUNT_ALERTS] : [])], table.arn),
    ...allowAny(actions.incidentsIndex, table.indexArn),
    ...allowAny(actions.queue, queue.arn),
    ...(enrichment?.settings.bucketTags === undefined ? [] : [readBucketTags(place)]),
    ...(keyArn === undefined ? [] : [allow([...actions.topicKey, ...actions.incidentsKey], keyArn)]),
  ];
}

/** Nothing where the function needs no action on the resource. */
function allowAny(actions: readonly string[], resource: string): readonly Statement[] {
  return actions.length === 0 ? [] : [allow(actions, resource)];
}
