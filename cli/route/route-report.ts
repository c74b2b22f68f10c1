import type { PalisadeConfig } from "../../config/config";
import { digestReaders } from "../../config/derived/recipients";
import type { AlertRoute, ChannelRoute, RouteQuestion } from "./route-alert";

/** Where the alert goes, in words: a line for each place. */
export function routeReport(question: RouteQuestion, route: AlertRoute, config: PalisadeConfig): readonly string[] {
  const places = [
    ...route.channels.map((channel) => channelLine(channel, config)),
    ...route.email.map((address) => `  e-mail to ${address}: at once`),
    ...route.sms.map((number) => `  text message to ${number}: at once`),
  ];
  return [
    `${question.severity} alert${aboutOf(question)}, at ${clock(question.at)}:`,
    ...(places.length > 0 ? places : ["  reaches no one who is named in palisade.yaml"]),
    ...heldBack(route, config),
    ...openConditions(question, config),
  ];
}

function aboutOf({ detection, bucket, account, environment }: RouteQuestion): string {
  return [
    ...(detection === undefined ? [] : [` of ${detection}`]),
    ...(bucket === undefined ? [] : [` on bucket ${bucket}`]),
    ` in account ${account}`,
    ...(environment === undefined ? [] : [`, environment ${environment}`]),
  ].join("");
}

function channelLine({ name, kind, rateCap, held, takesDigests }: ChannelRoute, config: PalisadeConfig): string {
  const start = `  channel ${name} (${kind})`;
  if (held === undefined) {
    const most =
      rateCap === undefined ? "" : `; above ${rateCap} an hour, the rest in one message when the hour is over`;
    return `${start}: at once${most}`;
  }
  const { until, digestAt } = held;
  const digest = digestAt === undefined ? "" : `, then in the digest of ${clock(digestAt)}`;
  const where = takesDigests
    ? ""
    : `, which ${readers(config)} ${readers(config).includes(" and ") ? "read" : "reads"} and ${kind} does not`;
  return `${start}: held back until ${clock(until)}${digest}${where}`;
}

/** Who reads every digest. */
function readers(config: PalisadeConfig): string {
  const names = digestReaders(config).filter((one) => !config.alerts.email.includes(one));
  return [...(config.alerts.email.length > 0 ? ["e-mail"] : []), ...names].join(" and ") || "nobody";
}

function heldBack(route: AlertRoute, { alerts }: PalisadeConfig): readonly string[] {
  return [
    ...(alerts.email.length > 0 && route.email.length === 0
      ? [`  not by e-mail, which begins at ${alerts.emailSeverity} (alerts.emailSeverity)`]
      : []),
    ...(alerts.sms.length > 0 && route.sms.length === 0
      ? [`  not by text message, which begins at ${alerts.smsSeverity} (alerts.smsSeverity)`]
      : []),
  ];
}

/** What routes ask for and the question does not say. */
function openConditions(
  { detection, bucket, environment }: RouteQuestion,
  { routing }: PalisadeConfig,
): readonly string[] {
  const open = [
    ...(detection === undefined && routing.routes.some((route) => route.detections) ? ["--detection"] : []),
    ...(bucket === undefined && routing.routes.some((route) => route.buckets) ? ["--bucket"] : []),
    ...(environment === undefined && routing.routes.some((route) => route.environments) ? ["--environment"] : []),
  ];
  if (open.length === 0) return [];
  return [
    `Some routes also ask for ${open.map((flag) => flag.slice(2)).join(" and ")}: say which with ${open.join(", ")}.`,
  ];
}

function clock(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
