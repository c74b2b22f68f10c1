import { eventRules } from "@palisade/engine/detections/engine/event-rules";
import { objectCallsAnywhere } from "@palisade/engine/detections/engine/object-calls-anywhere";
import type { PalisadeConfig } from "../../config/config";
import { detectorSettings } from "../../config/derived/detector-settings";
import type { ServicesConfig } from "../../config/sections/services";
import { counted } from "../lib/counted";
import { layoutTable } from "../lib/layout/layout-table";
import { fitProse } from "../lib/layout/paragraph";
import { proseWidth, type Screen } from "../lib/terminal";
import { ASSUMED, type Estimate, type Usage } from "./estimate";
import { PRICES } from "./prices";
import { REQUEST_MIX } from "./request-flow";

/** The estimate for a program: one object. */
export function costJson(config: PalisadeConfig, usage: Usage, { events, lines, dollars }: Estimate): string {
  const { date, region, list } = PRICES;
  return JSON.stringify({
    requests: usage.count,
    buckets: usage.buckets,
    events,
    lines: lines.map((line) => ({ ...line, dollars: round(line.dollars), source: list[line.price].source })),
    dollars: round(dollars),
    prices: { date, region, currency: "USD" },
    assumptions: assumptions(config, usage),
    notIncluded: notIncluded(config),
  });
}

/** The estimate for a person. */
export function costTable(
  config: PalisadeConfig,
  usage: Usage,
  { events, lines, dollars }: Estimate,
  screen: Screen,
): readonly string[] {
  const rows = lines.map(({ service, what, quantity, unit, price, dollars: each }) => {
    const { dollars: single, per } = PRICES.list[price];
    const one = unit.replace(/s$/, "");
    const many = per === 1 ? one : `${number(per)} ${unit}`;
    return [
      `${service}: ${what}`,
      `${number(quantity)} ${quantity === 1 ? one : unit}`,
      `$${single} / ${many}`,
      money(each),
    ];
  });
  const prose = (lines: readonly string[]) => fitProse(lines, proseWidth(screen));
  return [
    ...prose([
      `${counted(usage.count, "request")} a month to ${counted(usage.buckets.length, "protected bucket")}:`,
      `  ${number(events.logged)} logged, ${number(events.forwarded)} forwarded, ${number(events.queued)} queued, handled in ${number(events.invocations)} batches, ${number(events.matches)} matches`,
    ]),
    ...layoutTable(COLUMNS, [...rows, ["Together", "", "", money(dollars)]], screen),
    ...prose([
      `Prices: ${PRICES.region}, ${PRICES.date}, list prices in US dollars, without free tiers, discounts and taxes${elsewhere(config)}`,
      "Assumed:",
      ...assumptions(config, usage).map((text) => `  ${text}`),
      "Not included:",
      ...notIncluded(config).map((text) => `  ${text}`),
    ]),
  ];
}

const COLUMNS = [
  { head: "What" },
  { head: "A month", isNumber: true },
  { head: "List price", isNumber: true },
  { head: "Dollars", isNumber: true },
];

function elsewhere({ region }: PalisadeConfig): string {
  return region === PRICES.region ? "" : `; ${region} has its own, often higher`;
}

function assumptions(config: PalisadeConfig, { refusedShare, others, alerts }: Usage): readonly string[] {
  const mix = Object.entries(REQUEST_MIX).map(([name, share]) => `${percent(share)} ${name}`);
  const rules = eventRules(detectorSettings(config));
  const hearsAccess = rules.some(({ purpose }) => purpose === "access");
  return [
    `requests are ${mix.join(", ")}, spread evenly over the buckets and the month`,
    `${percent(refusedShare)} of the requests are refused (--refused), and each of these is a match`,
    hearsAccess
      ? "successful requests go through the queue, since enabled detections listen to them; the rules select them by bucket and name"
      : "successful requests stay out of the queue, since no enabled detection listens to them",
    `${number(others)} changes, reads and findings are selected by other rules (--others), ${number(alerts)} alerts go out (--alerts)`,
    `a batch takes ${ASSUMED.batchSeconds * 1000} ms, and each event in it ${ASSUMED.eventSeconds * 1000} ms more`,
    "detections that wait for several events write eight kilobytes for each batch that they count something of, at most",
    "AWS's own events cost nothing on the bus of their region",
  ];
}

const SERVICES: Readonly<Record<keyof ServicesConfig, string>> = {
  guardduty: "GuardDuty, which charges for the requests that it reads",
  config: "AWS Config, which charges for recorded changes and rule evaluations",
  securityHub: "Security Hub, which charges for findings",
  accessAnalyzer: "Access Analyzer, whose analyzer of outside access is free",
  macie: "Macie, which charges for buckets and for objects that it looks into",
};

function notIncluded(config: PalisadeConfig): readonly string[] {
  const { trail, alerts, services } = config;
  const anywhere = objectCallsAnywhere(detectorSettings(config));
  const on = Object.entries(services).filter(([, value]) => value !== undefined && value !== false);
  return [
    "S3's own charges for the requests and the data",
    trail.kind === "existing"
      ? `what trail ${trail.name} stores, and whatever else it logs`
      : "management events, whose first copy in an account is free: a second trail pays $2 per 100,000",
    ...(anywhere.length > 0 ? [`${anywhere.join(", ")} in all other buckets, logged at $0.10 per 100,000`] : []),
    ...(alerts.sms.length > 0 ? ["SMS, whose price depends on the country"] : []),
    ...on.map(([name]) => SERVICES[name as keyof ServicesConfig]),
  ];
}

function number(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 2 : 0 });
}

function percent(share: number): string {
  return `${number(share * 100)} %`;
}

function money(dollars: number): string {
  return dollars.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function round(dollars: number): number {
  return Math.round(dollars * 10_000) / 10_000;
}
