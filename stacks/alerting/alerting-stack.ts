import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { arnOf, bucketArn } from "@palisade/engine/arn";
import type { EventRule } from "@palisade/engine/detections/engine/event-rules";
import { splitBuckets } from "@palisade/engine/detections/engine/listen";
import type { DetectorSettings } from "@palisade/engine/settings";
import type { WatchedRegion } from "@palisade/functions/platform/requirements";
import {
  ACCESS_LOG_METRICS,
  CHAIN_METRICS,
  CLOSE_SCHEDULE,
  COUNT_ALERTS,
  ELSEWHERE_FILE,
  ENRICHMENT_FILE,
  HANDLERS,
  type HandlerRequirements,
  INCIDENTS_TABLE,
  METRICS,
  QUEUE,
  READ_BUCKET_TAGS,
  SETTINGS_FILE,
  WATCH_ALARMS,
} from "@palisade/functions/platform/requirements";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import { accessLogRules } from "../../config/derived/access-log-rules";
import { detectorSettings } from "../../config/derived/detector-settings";
import { type EnrichmentFiles, enrichmentFiles } from "../../config/derived/enrichment-files";
import { homeRules, type NamedRules, rulesElsewhere } from "../../config/derived/rule-sets";
import { subscriberFilters } from "../../config/derived/subscriber-filters";
import { HandlerFunction, type HandlerFunctionProps } from "../constructs/handler-function";
import { MetricAlarm } from "../constructs/metric-alarm";
import type { Statement } from "../constructs/policy-document";
import { ServiceRole } from "../constructs/service-role";
import { PalisadeStack } from "../palisade-stack";
import { AccessLogs } from "./access-logs";
import { AlertChannels } from "./alert-channels";
import { AlertTopic } from "./alert-topic";
import { AlertsKey } from "./alerts-key";
import { ChainAlarms } from "./chain-alarms";
import { ChainDashboard } from "./chain-dashboard";
import { DailyDigest } from "./daily-digest";
import { EventForwarding } from "./event-forwarding";
import { EventLog } from "./event-log";
import { EventQueue } from "./event-queue";
import { EventRules, type RuleSet, ruleArnPatterns } from "./event-rules";
import { IncidentsTable } from "./incidents-table";
import { Schedule } from "./schedule";

/** Where tools/build puts bundles, relative to the working directory. */
const BUNDLES = "functions/dist";

/** Five receives at the queue's visibility timeout: whatever is older has failed or waits for a detector that does not keep up. */
const OLDEST_MESSAGE_SECONDS = 15 * 60;

interface HandlerNames {
  readonly function: string;
  readonly role: string;
  readonly description: string;
}

/** From the matching event to the e-mail: rules, queue, detector, incidents, topic, and what watches over them. */
export class AlertingStack extends PalisadeStack {
  private readonly settings: DetectorSettings;
  private readonly enrichment: EnrichmentFiles | undefined;
  private readonly keyArn: string | undefined;
  private readonly topic: AlertTopic;
  private readonly table: IncidentsTable;
  private readonly queue: EventQueue;

  constructor(scope: Construct, id: string, config: PalisadeConfig) {
    super(scope, id, config);
    this.keepState();
    this.settings = detectorSettings(config);
    this.enrichment = config.enrich && enrichmentFiles(config.enrich);
    const rules = homeRules(config).map(withSubject);
    const elsewhere = this.rulesElsewhere();
    const foreign = this.addForeignProviders([...new Set([...config.regions, ...elsewhere.keys()])]);
    this.keyArn = this.keyOf();
    this.topic = this.addTopic();
    this.table = this.addTable();
    this.queue = this.addQueue(rules);
    this.addDetector();
    const forwarding = this.addForwarding(elsewhere, foreign);
    this.addCloser(forwarding);
    this.addChannels();
    this.addDigest();
    const accessLogRuleNames = this.addAccessLogs();
    const ruleNames = this.addRules(rules);
    if (config.debug) this.addDebugLogs(foreign);
    this.watch(ruleNames, accessLogRuleNames, forwarding);
    new TerraformOutput(this, "topic-arn", { value: this.topic.arn, description: "Subscribe to it to be alerted" });
  }

  /** What is forwarded from each of the other regions. */
  private rulesElsewhere(): ReadonlyMap<string, readonly RuleSet[]> {
    const { config, home } = this;
    const sets = new Map([...rulesElsewhere(config)].map(([region, rules]) => [region, rules.map(withSubject)]));
    for (const region of config.regions.filter((other) => other !== home.region)) {
      const rules = accessLogRules(config, region);
      if (rules) sets.set(region, [...(sets.get(region) ?? []), { ...rules, subject: "new server access logs" }]);
    }
    return sets;
  }

  private keyOf(): string | undefined {
    const { kms, names } = this.config;
    if (kms.kind === "aws-owned") return undefined;
    if (kms.kind === "key") return kms.arn;
    const { logGroups } = this.settings.pipeline;
    return new AlertsKey(this, "key", { place: this.home, alias: names.keyAlias, logGroups }).arn;
  }

  private addTopic(): AlertTopic {
    const { names, alerts } = this.config;
    const filters = subscriberFilters(this.config);
    return new AlertTopic(this, "topic", {
      name: names.topic,
      displayName: names.topicDisplayName,
      place: this.home,
      keyArn: this.keyArn,
      email: { endpoints: alerts.email, ...(filters.email && { filter: filters.email }) },
      sms: { endpoints: alerts.sms, ...(filters.sms && { filter: filters.sms }) },
      alarmPrefix: names.alarmPrefix,
    });
  }

  private addTable(): IncidentsTable {
    const { hashKey, index, timeToLive } = INCIDENTS_TABLE;
    const { table: name } = this.config.names;
    return new IncidentsTable(this, "incidents", { name, hashKey, index, timeToLive, keyArn: this.keyArn });
  }

  private addQueue(rules: readonly RuleSet[]): EventQueue {
    const { queue, deadLetterQueue } = this.config.names;
    return new EventQueue(this, "queue", {
      name: queue,
      deadLetterName: deadLetterQueue,
      ruleArns: rules.flatMap(({ name }) => ruleArnPatterns(arnOf(this.home, "events", `rule/${name}`))),
      visibilityTimeoutSeconds: QUEUE.visibilityTimeoutSeconds,
      maxReceiveCount: QUEUE.maxReceiveCount,
      retentionSeconds: QUEUE.retentionSeconds,
    });
  }

  private addRules(rules: readonly RuleSet[]): readonly string[] {
    const target = { arn: this.queue.arn, deadLetterArn: this.queue.deadLetters.arn };
    return rules.flatMap((set) => {
      const description = `Tells the detector of ${set.subject}`;
      return new EventRules(this, `rules-${set.name}`, { ...set, description, target }).ruleNames;
    });
  }

  private addDetector(): void {
    const { names } = this.config;
    const detector = this.addHandler("detector", HANDLERS.detector, {
      function: names.function,
      role: names.functionRole,
      description: "Decides which S3 requests came from outside the allowlist, and alerts",
    });
    new LambdaEventSourceMapping(this, "detector-source", {
      eventSourceArn: this.queue.arn,
      functionName: detector.arn,
      batchSize: QUEUE.batchSize,
      maximumBatchingWindowInSeconds: QUEUE.batchWindowSeconds,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: QUEUE.maximumConcurrency },
    });
  }

  private addCloser(forwarding: readonly Forwarding[]): void {
    const { names, partition, account } = this.config;
    const watched = forwarding.map(({ region, alarmNames }): WatchedRegion => ({ region, alarms: alarmNames }));
    const closer = this.addHandler(
      "closer",
      HANDLERS.closeIncidents,
      {
        function: names.closer,
        role: names.closerRole,
        description: "Closes incidents whose period ended, and says how many more there were",
      },
      {
        data: watched.length > 0 ? { [ELSEWHERE_FILE]: watched } : {},
        // Alarms can be listed only all together.
        statements: watched.flatMap(({ region }) =>
          allow([WATCH_ALARMS], arnOf({ partition, account, region }, "cloudwatch", "alarm:*")),
        ),
      },
    );
    if (watched.length > 0) this.watchElsewhere();
    new Schedule(this, "closer-schedule", {
      name: names.closerRule,
      description: "Starts the function that closes incidents",
      expression: CLOSE_SCHEDULE,
      handler: closer,
      handlerName: names.closer,
      alarms: { prefix: names.alarmPrefix, topicArn: this.topic.arn },
    });
  }

  private watchElsewhere(): void {
    const { names, project } = this.config;
    new MetricAlarm(this, "alarms-elsewhere", {
      name: `${names.alarmPrefix}-elsewhere`,
      description: `Alarms of Palisade's own are on in another region, or gone: events from there get lost. The log of ${names.closer} names them.`,
      namespace: METRICS.namespace,
      metric: CHAIN_METRICS.alarmsElsewhere,
      statistic: "Maximum",
      dimensions: { [METRICS.dimension]: project },
      topicArn: this.topic.arn,
    });
  }

  private addChannels(): void {
    const { config, home: place, table, keyArn } = this;
    new AlertChannels(this, "channels", { config, place, bundles: BUNDLES, topicArn: this.topic.arn, table, keyArn });
  }

  private addDigest(): void {
    const { config, home: place, table, keyArn } = this;
    const { digest } = config;
    if (digest === undefined) return;
    const topicArn = this.topic.arn;
    new DailyDigest(this, "digest", { config, digest, place, bundles: BUNDLES, topicArn, table, keyArn });
  }

  /** The names of the rules that hear of new logs. */
  private addAccessLogs(): readonly string[] {
    const { config, home: place, table, keyArn } = this;
    const { accessLogs } = config;
    if (accessLogs === undefined) return [];
    return new AccessLogs(this, "access-logs", {
      config,
      accessLogs,
      place,
      bundles: BUNDLES,
      ...this.besideTheBundle(),
      readsTags: this.enrichment?.settings.bucketTags !== undefined,
      topicArn: this.topic.arn,
      table,
      keyArn,
    }).ruleNames;
  }

  /** What a function that tells of alerts finds beside its code. */
  private besideTheBundle(): Pick<HandlerFunctionProps, "data" | "files"> {
    return {
      data: {
        [SETTINGS_FILE]: this.settings,
        ...(this.enrichment && { [ENRICHMENT_FILE]: this.enrichment.settings }),
      },
      ...(this.enrichment && { files: this.enrichment.databases }),
    };
  }

  private addHandler(
    id: string,
    requirements: HandlerRequirements,
    handler: HandlerNames,
    more: HandlerExtras = { data: {}, statements: [] },
  ): HandlerFunction {
    const { names, logRetentionDays } = this.config;
    const { environment, actions } = requirements;
    const beside = this.besideTheBundle();
    return new HandlerFunction(this, id, {
      name: handler.function,
      description: handler.description,
      roleName: handler.role,
      bundle: `${BUNDLES}/${requirements.bundle}/index.js`,
      ...beside,
      data: { ...beside.data, ...more.data },
      environment: {
        [environment.incidentsTable]: this.table.tableName,
        [environment.topicArn]: this.topic.arn,
      },
      memoryMb: requirements.memoryMb,
      timeoutSeconds: requirements.timeoutSeconds,
      policies: {
        [names.snsPolicy]: allow(actions.topic, this.topic.arn),
        [`${handler.function}-work`]: [...this.workPolicy(actions), ...more.statements],
      },
      logRetentionDays,
      logKeyArn: this.keyArn,
      alarms: { prefix: names.alarmPrefix, topicArn: this.topic.arn },
    });
  }

  private workPolicy(actions: HandlerRequirements["actions"]): readonly Statement[] {
    return [
      ...allow([...actions.incidentsTable, ...(this.config.digest ? [COUNT_ALERTS] : [])], this.table.arn),
      ...allow(actions.incidentsIndex, this.table.indexArn),
      ...allow(actions.queue, this.queue.arn),
      ...this.mayReadTags(),
      ...(this.keyArn === undefined ? [] : allow([...actions.topicKey, ...actions.incidentsKey], this.keyArn)),
    ];
  }

  /** Whichever of the account's buckets an alert is about. */
  private mayReadTags(): readonly Statement[] {
    if (this.enrichment?.settings.bucketTags === undefined) return [];
    const { partition, account } = this.home;
    const inAccount = { StringEquals: { "aws:ResourceAccount": account } };
    return [
      {
        Effect: "Allow",
        Action: READ_BUCKET_TAGS,
        Resource: bucketArn({ bucket: "*", partition }),
        Condition: inAccount,
      },
    ];
  }

  private addForwarding(
    elsewhere: ReadonlyMap<string, readonly RuleSet[]>,
    foreign: ReadonlyMap<string, AwsProvider>,
  ): readonly Forwarding[] {
    if (elsewhere.size === 0) return [];
    const { names } = this.config;
    const homeBusArn = arnOf(this.home, "events", "event-bus/default");
    const role = new ServiceRole(this, "forward-role", {
      name: names.forwardRole,
      description: "Forwards events that detections listen to to the home region",
      service: "events.amazonaws.com",
      trustCondition: { StringEquals: { "aws:SourceAccount": this.home.account } },
      policies: { [names.forwardRole]: allow(["events:PutEvents"], homeBusArn) },
    });
    return [...elsewhere].map(([region, rules]) => {
      const { ruleNames, alarmNames } = new EventForwarding(this, `forward-${region}`, {
        place: { ...this.home, region },
        provider: foreign.get(region),
        rules,
        homeBusArn,
        roleArn: role.arn,
        deadLetterName: names.deadLetterQueue,
        alarmPrefix: names.alarmPrefix,
      });
      return { region, ruleNames, alarmNames };
    });
  }

  private addDebugLogs(foreign: ReadonlyMap<string, AwsProvider>): void {
    const { names, logRetentionDays, regions } = this.config;
    for (const region of regions) {
      const buckets = this.bucketsIn(region);
      if (buckets.length === 0) continue;
      new EventLog(this, `debug-${region}`, {
        place: { ...this.home, region },
        provider: foreign.get(region),
        logGroupName: names.debugLogGroup,
        ruleName: names.debugRule,
        patterns: bucketPatterns(buckets, this.home.partition),
        retentionDays: logRetentionDays,
      });
    }
  }

  private watch(
    ruleNames: readonly string[],
    accessLogRuleNames: readonly string[],
    forwarding: readonly Forwarding[],
  ): void {
    const { names, project } = this.config;
    const queues = { queue: names.queue, deadLetterQueue: names.deadLetterQueue };
    new ChainAlarms(this, "alarms", {
      ...queues,
      prefix: names.alarmPrefix,
      topicArn: this.topic.arn,
      topic: names.topic,
      hasQueues: this.config.channels.length > 0,
      ruleNames,
      oldestMessageSeconds: OLDEST_MESSAGE_SECONDS,
    });
    new ChainDashboard(this, "dashboard", {
      ...queues,
      name: names.dashboard,
      region: this.home.region,
      ruleNames: [...ruleNames, ...accessLogRuleNames],
      forwarding,
      functionNames: this.settings.pipeline.functions,
      topic: names.topic,
      ...(this.config.accessLogs && {
        accessLogs: {
          queue: names.accessLogsQueue,
          deadLetterQueue: names.accessLogsDeadLetterQueue,
          counters: ACCESS_LOG_METRICS,
        },
      }),
      counters: { namespace: METRICS.namespace, dimension: METRICS.dimension, value: project, names: METRICS.names },
    });
  }

  private bucketsIn(region: string): readonly string[] {
    return this.config.perimeters.flatMap(({ buckets }) =>
      buckets.filter((bucket) => bucket.region === region).map(({ name }) => name),
    );
  }
}

interface Forwarding {
  readonly region: string;
  readonly ruleNames: readonly string[];
  readonly alarmNames: readonly string[];
}

interface HandlerExtras {
  /** Further files beside the bundle, as JSON, by name. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly statements: readonly Statement[];
}

const SUBJECTS: Readonly<Record<EventRule["purpose"], string>> = {
  denied: "refused requests to protected buckets",
  access: "requests to protected buckets that succeeded",
  changes: "changes that detections listen to",
  reads: "reads and refusals that detections listen to",
  findings: "findings of other AWS services",
};

function withSubject(rules: NamedRules): RuleSet {
  return { ...rules, subject: SUBJECTS[rules.purpose] };
}

function allow(actions: readonly string[], resource: string): readonly Statement[] {
  const [first, ...others] = new Set(actions);
  if (first === undefined) return [];
  return [{ Effect: "Allow", Action: others.length === 0 ? first : [first, ...others], Resource: resource }];
}

function bucketPatterns(buckets: readonly string[], partition: string) {
  return splitBuckets({ buckets, partition }, (about) => ({
    source: ["aws.s3"],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: about,
  }));
}
