import type { PublishCommandInput } from "@aws-sdk/client-sns";
import type { Alert } from "@palisade/engine/alerts/alert";
import { channelsOf } from "@palisade/engine/alerts/routing";
import type { EventPattern } from "@palisade/engine/patterns/event-pattern";
import { compilePattern } from "@palisade/engine/patterns/match";
import { snsMessage } from "@palisade/functions/alerts/sns-message";
import { digestMessage } from "@palisade/functions/digest/digest-message";
import { createDigestRound } from "@palisade/functions/digest/digest-round";
import type { PalisadeConfig } from "../config/config";
import { alarmRule } from "../config/derived/alarm-rule";
import { digestSettings } from "../config/derived/digest-settings";
import { subscriberFilters } from "../config/derived/subscriber-filters";
import { ChannelStation } from "./channel-station";
import { received } from "./fixtures/received-alert-fixture";
import { passesFilter } from "./sns-filter";

const TOPIC = "arn:aws:sns:eu-central-1:111122223333:palisade";

interface Published {
  readonly id: string;
  readonly incident: string;
  /** By e-mail or text message. */
  readonly reachesPeople: boolean;
  readonly channels: readonly string[];
}

type Attributes = Readonly<Record<string, readonly string[]>>;

/** The way of alerts from the publisher to people: the project's own routing, filters, notifiers and digest, with AWS and vendors in memory. */
export class AlertChain {
  private readonly config: PalisadeConfig;
  /** One that comes with quiet hours may be of no use to anyone. */
  private readonly isDigestAskedFor: boolean;
  private readonly stations: ReadonlyMap<string, ChannelStation>;
  private readonly alerts: Published[] = [];
  private readonly lost: string[] = [];

  constructor(config: PalisadeConfig, isDigestAskedFor: boolean) {
    this.config = config;
    this.isDigestAskedFor = isDigestAskedFor;
    this.stations = new Map(config.channels.map((channel) => [channel.name, new ChannelStation(config, channel)]));
  }

  publish(alert: Alert, at: number): void {
    const { routing } = this.config;
    const hasChannels = this.stations.size > 0;
    const { id, incident } = received(alert);
    const reachesPeople = this.send(snsMessage(alert, TOPIC, hasChannels ? routing : undefined), at);
    this.alerts.push({ id, incident, reachesPeople, channels: hasChannels ? channelsOf(alert, routing) : [] });
  }

  /** Lets the queues run empty, raises an alarm of Palisade's own, writes the digest, and says what has reached no one. */
  async finish(at: number): Promise<readonly string[]> {
    await this.drain();
    await this.raiseAlarm(at);
    const toldByDigest = await this.writeDigest(at);
    for (const alert of this.alerts) this.lost.push(...this.lossesOf(alert, toldByDigest));
    for (const [name, { folded, foldsTold, dead }] of this.stations) {
      this.lost.push(...dead.map((reason) => `dead at ${name}: ${reason}`));
      const told = foldsTold.join(" ").matchAll(/(\d+) (?:informational|low|medium|high|critical)/g);
      const count = [...told].reduce((sum, [, number]) => sum + Number(number), 0);
      if (count !== folded.size) this.lost.push(`${name} reported ${count} folded alerts, and folded ${folded.size}`);
    }
    return this.lost;
  }

  private lossesOf({ id, incident, reachesPeople, channels }: Published, toldByDigest: ReadonlySet<string>) {
    if (channels.length === 0 && !reachesPeople) return [`${id} goes nowhere`];
    return channels.flatMap((name) => {
      const station = this.stations.get(name);
      const arrived = station && (station.hasShown(id) || station.folded.has(id) || toldByDigest.has(incident));
      return arrived ? [] : [`${id} for ${name} reaches no one`];
    });
  }

  private async drain(): Promise<void> {
    for (const station of this.stations.values()) await station.drain();
  }

  /** Whether people are sent it. */
  private send({ Message = "", MessageAttributes = {} }: PublishCommandInput, at: number): boolean {
    const attributes: Attributes = Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { DataType, StringValue = "" }]) => {
        return [name, DataType === "String.Array" ? JSON.parse(StringValue) : [StringValue]];
      }),
    );
    for (const [name, station] of this.stations) {
      if (passesFilter({ channels: [name] }, attributes)) station.put(JSON.parse(Message).default, at);
    }
    return this.reachesPeople(attributes);
  }

  private reachesPeople(attributes: Attributes): boolean {
    const { alerts } = this.config;
    const filters = subscriberFilters(this.config);
    return (["email", "sms"] as const).some((kind) => {
      return alerts[kind].length > 0 && passesFilter(filters[kind] ?? {}, attributes);
    });
  }

  /** It has no attributes, as CloudWatch publishes it, and goes to the default channels by a rule. */
  private async raiseAlarm(at: number): Promise<void> {
    const { partition, region, account, names } = this.config;
    const alarmName = `${names.alarmPrefix}-dead-letters`;
    const event = {
      id: "11111111-2222-4333-8444-555555555555",
      source: "aws.cloudwatch",
      "detail-type": "CloudWatch Alarm State Change",
      time: new Date(at).toISOString(),
      resources: [`arn:${partition}:cloudwatch:${region}:${account}:alarm:${alarmName}`],
      detail: { alarmName, state: { value: "ALARM" }, previousState: { value: "OK" } },
    };
    for (const [name, station] of this.stations) {
      const rule = alarmRule(this.config, name);
      if (rule && compilePattern(rule.pattern as EventPattern)(event)) station.put(JSON.stringify(event), at);
    }
    await this.drain();
    const isShown = [...this.stations.values()].some(({ alarmsShown }) => alarmsShown > 0);
    if (!isShown && !this.reachesPeople({})) this.lost.push("an alarm of Palisade's own reaches no one");
  }

  /** The incidents that a digest told someone of. */
  private async writeDigest(at: number): Promise<ReadonlySet<string>> {
    if (this.config.digest === undefined) return new Set();
    const told = new Set<string>();
    const round = createDigestRound({
      settings: digestSettings(this.config),
      days: { read: async () => [], add: async () => {} },
      incidents: { async *due() {} },
      held: {
        waiting: async (name) => ({ waiting: this.stations.get(name)?.held() ?? [], hasMore: false }),
        clear: async () => {},
      },
      health: { alarms: async () => [], deadLetters: async (queue) => ({ queue, messages: 0 }) },
      publish: async (digest, channels) => {
        const reachesPeople = this.send(digestMessage(digest, TOPIC, channels), at);
        await this.drain();
        const isShown = [...this.stations.values()].some(({ digestsShown }) => digestsShown > 0);
        if (reachesPeople || isShown) for (const { incident } of digest.held.shown) told.add(incident);
        else if (this.isDigestAskedFor) this.lost.push("a digest reaches no one");
      },
      now: () => at,
      log: () => {},
    });
    await round({}, { awsRequestId: "0f1e2d3c-0000-4000-8000-000000000000" });
    return told;
  }
}
