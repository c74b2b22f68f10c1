import { arnOf } from "@palisade/engine/arn";
import type { DetectorSettings } from "@palisade/engine/settings";
import { INCIDENTS_TABLE, QUEUE } from "@palisade/functions/platform/requirements";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import { detectorSettings } from "../../config/derived/detector-settings";
import { enrichmentFiles } from "../../config/derived/enrichment-files";
import { homeRules } from "../../config/derived/rule-sets";
import { subscriberFilters } from "../../config/derived/subscriber-filters";
import { PalisadeStack } from "../palisade-stack";
import { AccessLogs } from "./access-logs";
import { AlertChannels } from "./alert-channels";
import { AlertTopic } from "./alert-topic";
import { AlertsKey } from "./alerts-key";
import { BUNDLES } from "./bundles";
import { addChainWatch } from "./chain-watch";
import { addCloser } from "./closer";
import { DailyDigest } from "./daily-digest";
import { addDebugLogs } from "./debug-logs";
import { addDetector } from "./detector";
import { EventQueue } from "./event-queue";
import { EventRules, type RuleSet, ruleArnPatterns } from "./event-rules";
import { addForwardingRegions, forwardedRules } from "./forwarding-regions";
import { besideTheBundle, type IncidentChain } from "./incident-function";
import { IncidentsTable } from "./incidents-table";
import { withSubject } from "./rule-subjects";

/** From the matching event to the e-mail: rules, queue, detector, incidents, topic, and what watches over them. */
export class AlertingStack extends PalisadeStack {
  constructor(scope: Construct, id: string, config: PalisadeConfig) {
    super(scope, id, config);
    this.keepState();
    const rules = homeRules(config).map(withSubject);
    const forwarded = forwardedRules(config);
    const providers = this.addForeignProviders([...new Set([...config.regions, ...forwarded.keys()])]);
    const chain = this.addChain(rules);
    addDetector(this, chain);
    const forwarding = addForwardingRegions(this, { config, home: this.home, rules: forwarded, providers });
    addCloser(this, chain, forwarding);
    this.addChannels(chain);
    this.addDigest(chain);
    const accessLogs = this.addAccessLogs(chain);
    const events = this.addRules(rules, chain.queue);
    if (config.debug) addDebugLogs(this, { config, home: this.home, providers });
    addChainWatch(this, chain, { events, accessLogs }, forwarding);
    new TerraformOutput(this, "topic-arn", { value: chain.topic.arn, description: "Subscribe to it to be alerted" });
  }

  /** What keeps events, incidents and alerts between the functions. */
  private addChain(rules: readonly RuleSet[]): IncidentChain {
    const { config, home: place } = this;
    const settings = detectorSettings(config);
    const keyArn = this.keyOf(settings);
    return {
      config,
      place,
      settings,
      enrichment: config.enrich && enrichmentFiles(config.enrich),
      keyArn,
      topic: this.addTopic(keyArn),
      table: this.addTable(keyArn),
      queue: this.addQueue(rules),
    };
  }

  private keyOf({ pipeline }: DetectorSettings): string | undefined {
    const { kms, names } = this.config;
    if (kms.kind === "aws-owned") return undefined;
    if (kms.kind === "key") return kms.arn;
    return new AlertsKey(this, "key", { place: this.home, alias: names.keyAlias, logGroups: pipeline.logGroups }).arn;
  }

  private addTopic(keyArn: string | undefined): AlertTopic {
    const { names, alerts } = this.config;
    const filters = subscriberFilters(this.config);
    return new AlertTopic(this, "topic", {
      name: names.topic,
      displayName: names.topicDisplayName,
      place: this.home,
      keyArn,
      email: { endpoints: alerts.email, ...(filters.email && { filter: filters.email }) },
      sms: { endpoints: alerts.sms, ...(filters.sms && { filter: filters.sms }) },
      alarmPrefix: names.alarmPrefix,
    });
  }

  private addTable(keyArn: string | undefined): IncidentsTable {
    const { hashKey, index, timeToLive } = INCIDENTS_TABLE;
    return new IncidentsTable(this, "incidents", { name: this.config.names.table, hashKey, index, timeToLive, keyArn });
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

  private addRules(rules: readonly RuleSet[], queue: EventQueue): readonly string[] {
    const target = { arn: queue.arn, deadLetterArn: queue.deadLetters.arn };
    return rules.flatMap((set) => {
      const description = `Tells the detector of ${set.subject}`;
      return new EventRules(this, `rules-${set.name}`, { ...set, description, target }).ruleNames;
    });
  }

  private addChannels({ config, place, topic, table, keyArn }: IncidentChain): void {
    new AlertChannels(this, "channels", { config, place, bundles: BUNDLES, topicArn: topic.arn, table, keyArn });
  }

  private addDigest({ config, place, topic, table, keyArn }: IncidentChain): void {
    const { digest } = config;
    if (digest === undefined) return;
    new DailyDigest(this, "digest", { config, digest, place, bundles: BUNDLES, topicArn: topic.arn, table, keyArn });
  }

  /** Returns the names of the rules that select notifications of new logs. */
  private addAccessLogs(chain: IncidentChain): readonly string[] {
    const { config, place, topic, table, keyArn, enrichment } = chain;
    const { accessLogs } = config;
    if (accessLogs === undefined) return [];
    return new AccessLogs(this, "access-logs", {
      config,
      accessLogs,
      place,
      bundles: BUNDLES,
      ...besideTheBundle(chain),
      readsTags: enrichment?.settings.bucketTags !== undefined,
      topicArn: topic.arn,
      table,
      keyArn,
    }).ruleNames;
  }
}
