import { headline } from "@palisade/engine/channels/headline";
import { compareSeverity, SEVERITIES } from "@palisade/engine/severity";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { visibleText } from "../lib/visible-text";
import { alertCard } from "./alert-card";
import { AlertLog, type KeptAlert } from "./alert-log";
import type { ReceivedMessage } from "./read-message";
import { PAGE_POLICY, receiverPage } from "./receiver-page";
import { RefusedDelivery } from "./refused-delivery";
import { type Download, SigningCertificates } from "./signing-certificates";
import { readSnsDelivery } from "./sns-delivery";
import { webhookMessage } from "./webhook-delivery";

export interface ReceiverOptions {
  /** Of the channel `webhook`; without one nothing is taken from webhooks. */
  readonly secret: string | undefined;
  /** ARNs of the topics whose deliveries are taken. */
  readonly topics: readonly string[];
  /** How many alerts are kept. */
  readonly keep: number;
  /** Names besides the loopback's under which alerts may be read. */
  readonly allowedHosts: readonly string[];
  readonly download: Download;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** One line of what was received. */
  readonly say: (line: string) => void;
  /** One line of what was refused. */
  readonly complain: (line: string) => void;
  /** Ends the streams to browsers. */
  readonly stopping: AbortSignal;
}

/** SNS messages have 256 KiB at most; their envelope spells out quotes and what is not ASCII. */
const MOST_BODY_BYTES = 1024 * 1024;
const MOST_STREAMS = 100;
const STILL_HERE_MS = 15_000;
const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** The receiver's routes: deliveries in, alerts out as page, stream and JSON. */
export function receiverApp(options: ReceiverOptions): Hono {
  const log = new AlertLog(options.keep);
  const app = new Hono();
  app.use(withSafeHeaders);
  app.onError((error, c) => failed(error, c, options.complain));
  app.notFound((c) =>
    c.json({ error: "no such path, expected /, /alerts, /alerts/ID, /healthz, /webhook or /sns" }, 404),
  );
  app.get("/healthz", (c) => c.json({ status: "ok", alerts: log.newestFirst().length }));
  addDeliveries(app, log, options);
  addReading(app, log, options);
  return app;
}

function addDeliveries(app: Hono, log: AlertLog, options: ReceiverOptions): void {
  const { secret, topics, download, now, say, complain } = options;
  const limit = bodyLimit({
    maxSize: MOST_BODY_BYTES,
    onError: (c) => {
      complain(`${c.req.path} refused: body of more than ${MOST_BODY_BYTES} bytes`);
      return c.json({ error: `body is too large, expected at most ${MOST_BODY_BYTES} bytes` }, 413);
    },
  });
  const take = (c: Context, message: ReceivedMessage, from: Pick<KeptAlert, "origin" | "bytes">) => {
    if (message.kind !== "alert") {
      say(`${message.kind}: ${message.title} (${from.origin})`);
      return c.json({ kind: message.kind });
    }
    const { alert } = message;
    const isNew = log.add({ alert, ...from, receivedAt: now() });
    if (isNew) say(`${headline(alert, 200)} (${from.origin}, ${alert.id})`);
    return c.json({ id: alert.id, isNew });
  };

  app.post("/webhook", limit, async (c) => {
    if (secret === undefined) throw new RefusedDelivery(404, "webhooks are not taken here: no secret was given");
    const body = new Uint8Array(await c.req.arrayBuffer());
    const message = webhookMessage({ headers: c.req.header(), body }, secret, now());
    return take(c, message, { origin: "webhook", bytes: body.byteLength });
  });

  const reader = { topics, certificates: new SigningCertificates(download), download };
  app.post("/sns", limit, async (c) => {
    if (topics.length === 0) throw new RefusedDelivery(404, "SNS is not taken here: no topic was given");
    if (c.req.header("x-amz-sns-rawdelivery") === "true") {
      throw new RefusedDelivery(400, "raw delivery is not signed, fix: switch it off for this subscription");
    }
    const body = await c.req.text();
    const delivery = await readSnsDelivery(body, reader, now());
    if (!("topicArn" in delivery)) return take(c, delivery, { origin: "sns", bytes: Buffer.byteLength(body) });
    say(
      delivery.kind === "confirmed" ? `subscribed to ${delivery.topicArn}` : `unsubscribed from ${delivery.topicArn}`,
    );
    return c.json({ kind: delivery.kind });
  });
}

function addReading(app: Hono, log: AlertLog, options: ReceiverOptions): void {
  const { keep, secret, topics, stopping } = options;
  const named = onlyUnderKnownNames(options.allowedHosts);
  const doors = [
    ...(secret === undefined ? [] : ["POST /webhook"]),
    ...(topics.length === 0 ? [] : topics.map((topic) => `POST /sns from ${topic}`)),
  ];

  app.get("/", named, (c) => {
    c.header("Content-Security-Policy", PAGE_POLICY);
    return c.html(receiverPage({ alerts: log.newestFirst(), most: keep, doors }));
  });

  app.get("/alerts", named, (c) => {
    const least = SEVERITIES.find((severity) => severity === (c.req.query("severity") ?? SEVERITIES[0]));
    if (least === undefined) return c.json({ error: `severity: expected one of ${SEVERITIES.join(", ")}` }, 400);
    const grave = log.newestFirst().filter(({ alert }) => compareSeverity(alert.severity, least) >= 0);
    return c.json({ alerts: grave.map(publicForm) });
  });

  app.get("/alerts/:id", named, (c) => {
    const kept = log.get(c.req.param("id"));
    return kept ? c.json(publicForm(kept)) : c.json({ error: "no such alert, or no longer kept" }, 404);
  });

  let streams = 0;
  app.get("/events", named, (c) => {
    if (streams >= MOST_STREAMS) return c.json({ error: `too many streams, expected at most ${MOST_STREAMS}` }, 503);
    streams++;
    // Proxies that collect what they pass on would hold alerts back.
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, async (stream) => {
      const ended = endOf(stream, stopping);
      await sendAlerts(stream, log, c.req.header("last-event-id") ?? c.req.query("after"), ended);
      streams--;
    });
  });
}

/** Aborts when the browser leaves or the receiver stops. */
function endOf(stream: SSEStreamingApi, stopping: AbortSignal): AbortSignal {
  const end = new AbortController();
  const abort = () => end.abort();
  stream.onAbort(abort);
  stopping.addEventListener("abort", abort, { signal: end.signal });
  if (stopping.aborted) abort();
  return end.signal;
}

/** Sends what came after that alert, and then whatever comes. Who reads slowly gets it later, and nothing waits but the log itself. */
async function sendAlerts(
  stream: SSEStreamingApi,
  log: AlertLog,
  after: string | undefined,
  ended: AbortSignal,
): Promise<void> {
  let last = after;
  while (!ended.aborted) {
    const news = log.after(last);
    for (const kept of news) {
      last = kept.alert.id;
      await stream.writeSSE({ event: "alert", id: last, data: String(await alertCard(kept)) });
    }
    if (news.length > 0) continue;
    await log.waitForNext(STILL_HERE_MS, ended);
    // Keeps the connection open where nothing happens for long.
    if (!ended.aborted && log.after(last).length === 0) await stream.write(": still here\n\n");
  }
}

function publicForm({ alert, origin, receivedAt }: KeptAlert): object {
  return { receivedAt: new Date(receivedAt).toISOString(), origin, alert: alert.published };
}

const withSafeHeaders: MiddlewareHandler = async (c, next) => {
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Referrer-Policy", "no-referrer");
  c.header("Cross-Origin-Resource-Policy", "same-origin");
  c.header("Cache-Control", "no-store");
  await next();
};

/**
 * Alerts are not for everyone who gets a browser to ask: a web site can point its own name at this address and read what a
 * page of its may read (DNS rebinding), and a tunnel for deliveries would publish them.
 */
function onlyUnderKnownNames(allowedHosts: readonly string[]): MiddlewareHandler {
  const known = new Set([...LOOPBACK_NAMES, ...allowedHosts]);
  return async (c, next) => {
    const host = (c.req.header("host") ?? "").toLowerCase().replace(/:\d+$/, "");
    if (known.has(host)) return next();
    return c.json(
      { error: "alerts are not shown under this name, fix: open it as localhost, or start with --allow-host" },
      403,
    );
  };
}

function failed(error: Error, c: Context, complain: ReceiverOptions["complain"]): Response {
  if (error instanceof RefusedDelivery) {
    complain(`${c.req.path} refused: ${visibleText(error.message)}`);
    return c.json({ error: error.message }, error.status);
  }
  complain(`${c.req.path} failed: ${visibleText(error.message)}`);
  return c.json({ error: "internal error" }, 500);
}
