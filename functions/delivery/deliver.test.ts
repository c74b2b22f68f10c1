import { alertJson } from "@palisade/engine/alerts/text/json";
import type { Channel } from "@palisade/engine/channels/channel";
import type { NotifierSettings } from "@palisade/engine/channels/notifier-settings";
import { openChannel } from "@palisade/engine/channels/open-channel";
import type { ChannelSettings } from "@palisade/engine/channels/registry";
import type { Match } from "@palisade/engine/incidents/incident";
import type { Severity } from "@palisade/engine/severity";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { aDigest } from "../../testing/fixtures/digest-fixture";
import {
  answers,
  type Behaviour,
  breaksOff,
  hangs,
  MisbehavingServer,
  resets,
  trickles,
} from "../../testing/fixtures/misbehaving-server-fixture";
import { vendorFixture } from "../../testing/fixtures/vendor-fixture";
import { createMemoryDeliveries, type MemoryDeliveries } from "../../testing/memory-deliveries";
import { digestJson } from "../digest/digest-message";
import { createDeliver, type Delivered } from "./deliver";
import type { DeliveryStore } from "./delivery-store";
import { createSecrets, MissingSecretError } from "./secrets";
import { createSigningSender } from "./signing-sender";

const server = new MisbehavingServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const HOUR = 60 * 60_000;
const ELEVEN = Date.parse("2026-03-02T11:00:00Z");

interface Bench {
  readonly store: MemoryDeliveries;
  /** Seen by the server since the bench was set up. */
  readonly seen: () => readonly { readonly path: string; readonly body: string }[];
  deliver(body: string): Promise<Delivered>;
  /** What the function put into its own queue, and for how long. */
  readonly later: { readonly body: string; readonly afterMs: number }[];
  isQueueOut: boolean;
  clock: number;
  secret: string | Error;
  reads: number;
}

function bench(
  channel: ChannelSettings = { kind: "slack", webhook: "ssm:/palisade/slack" },
  settings: Partial<NotifierSettings> = {},
  wrap: (store: MemoryDeliveries) => DeliveryStore = (store) => store,
): Bench {
  const before = server.received.length;
  const took = vendorFixture(channel).took(channel);
  server.now(answers(took.status, took.body));
  const now = () => self.clock;
  const all: NotifierSettings = { project: "palisade", name: "here", channel, rateCap: 1000, ...settings };
  const opened = openChannel(all, { now });
  const store = createMemoryDeliveries(now);
  const fetchSecret = async () => {
    self.reads++;
    if (self.secret instanceof Error) throw self.secret;
    return self.secret;
  };
  const deliver = createDeliver({
    settings: all,
    channel: toServer(opened),
    store: wrap(store),
    secrets: createSecrets(fetchSecret, now),
    send: createSigningSender({
      send: server.sender(),
      credentials: () => ({ accessKeyId: "a", secretAccessKey: "b" }),
      now,
    }),
    loadQueue: async () => ({
      sendLater: async (body, afterMs) => {
        if (self.isQueueOut) throw Object.assign(new Error("the queue"), { name: "ThrottlingException" });
        self.later.push({ body, afterMs });
      },
    }),
    now,
    sleep: async (ms) => {
      self.clock += ms;
    },
  });
  const self: Bench = {
    store,
    deliver,
    later: [],
    isQueueOut: false,
    seen: () => server.received.slice(before),
    clock: ELEVEN,
    secret: server.url,
    reads: 0,
  };
  return self;
}

/** Vendors with an address of their own are at the server, too. */
function toServer(channel: Channel): Channel {
  const here = <T extends { readonly url: string }>(request: T): T => ({
    ...request,
    url: server.url.replace(/\/hook$/, new URL(request.url).pathname),
  });
  const { noticeRequest, digestRequest, endRequest } = channel;
  return {
    ...channel,
    alertRequest: (...args) => here(channel.alertRequest(...args)),
    ...(noticeRequest && { noticeRequest: (...args) => here(noticeRequest(...args)) }),
    ...(digestRequest && { digestRequest: (...args) => here(digestRequest(...args)) }),
    ...(endRequest && { endRequest: (...args) => here(endRequest(...args)) }),
  };
}

function published(id: string, match: Partial<Match> & { severity?: Severity } = {}, overrides = {}): string {
  return alertJson(anAlert(match, { id, ...overrides }), 1024);
}

function alarm(value: string, id = `id-${value}`): string {
  return JSON.stringify({
    id,
    "detail-type": "CloudWatch Alarm State Change",
    source: "aws.cloudwatch",
    time: "2026-03-02T10:59:00Z",
    detail: {
      alarmName: "palisade-dead-letters",
      state: { value },
      configuration: { description: "Queue palisade-events-dead-letters holds events <!channel>." },
    },
  });
}

const MINUTE_LATER = { "retry-after": "60" };

describe("a channel that is out of order", () => {
  const passing: readonly (readonly [string, Behaviour, Partial<Delivered>])[] = [
    ["429 with Retry-After", answers(429, "", MINUTE_LATER), { afterMs: 60_000, reason: "answered 429" }],
    ["429 without", answers(429), { reason: "answered 429" }],
    ["500", answers(500), { reason: "answered 500" }],
    ["503 with Retry-After", answers(503, "", MINUTE_LATER), { afterMs: 60_000, reason: "answered 503" }],
    ["nothing at all", hangs, { reason: "no answer within 2 seconds" }],
    ["a reset", resets, { reason: "no answer: ECONNRESET" }],
    ["408", answers(408), { reason: "answered 408" }],
    ["a trickling 500", trickles(500), { reason: "answered 500" }],
  ];

  it.each(passing)("that answers with %s is tried again, and takes the alert once", async (_, behaviour, expected) => {
    const { deliver, seen, store } = bench();
    server.next(behaviour);
    const alert = published("1.0");
    const first = await deliver(alert);
    expect(first).toMatchObject({ kind: "later", ...expected });
    expect("afterMs" in first).toBe("afterMs" in expected);
    expect(Object.values(store.settlements())).toMatchObject([{ state: "failed" }]);
    expect(await deliver(alert)).toMatchObject({ kind: "done", how: "sent" });
    expect(await deliver(alert)).toMatchObject({ kind: "done", how: "known" });
    expect(seen()).toHaveLength(2);
  });

  it.each([
    ["trickles", trickles(200)],
    ["breaks off", breaksOff(200)],
  ])("counts a success whose body %s as taken", async (_, behaviour) => {
    const { deliver, seen } = bench();
    server.next(behaviour);
    expect(await deliver(published("1.0"))).toMatchObject({ kind: "done", how: "sent" });
    expect(await deliver(published("1.0"))).toMatchObject({ kind: "done", how: "known" });
    expect(seen()).toHaveLength(1);
  });

  it.each([
    ["400", answers(400, "invalid_payload"), "answered 400"],
    ["410", answers(410), "answered 410"],
    [
      "a redirect inside",
      answers(307, "", { location: "https://169.254.169.254/" }),
      "answered 307, a redirect to an internal address, refused",
    ],
    [
      "a redirect elsewhere",
      answers(301, "", { location: "https://elsewhere.example.com/" }),
      "answered 301, a redirect to another address, not followed",
    ],
  ])("that refuses with %s is not asked again by itself, but may be after a redrive", async (_, behaviour, reason) => {
    const { deliver, seen } = bench();
    server.next(behaviour);
    expect(await deliver(published("1.0"))).toMatchObject({ kind: "dead", reason });
    expect(seen()).toHaveLength(1);
    expect(await deliver(published("1.0"))).toMatchObject({ kind: "done", how: "sent" });
  });
});

describe("secrets", () => {
  it("are read once for many alerts, and again after minutes", async () => {
    const self = bench();
    await self.deliver(published("1.0"));
    await self.deliver(published("2.0"));
    expect(self.reads).toBe(1);
    self.clock += 6 * 60_000;
    await self.deliver(published("3.0"));
    expect(self.reads).toBe(2);
  });

  it.each([401, 403, 404])("are read again on %d, and the alert sent with the new one", async (status) => {
    const self = bench();
    await self.deliver(published("1.0"));
    self.secret = server.url.replace(/\/hook$/, "/rotated");
    server.next(answers(status));
    expect(await self.deliver(published("2.0"))).toMatchObject({ kind: "done", how: "sent" });
    expect(self.seen().map(({ path }) => path)).toEqual(["/hook", "/hook", "/rotated"]);
  });

  it("that are wrong end in the dead letters, after one look for a new one", async () => {
    const self = bench();
    server.next(answers(403));
    expect(await self.deliver(published("1.0"))).toMatchObject({ kind: "dead", reason: "answered 403" });
    expect(self.reads).toBe(2);
    expect(self.seen()).toHaveLength(1);
  });

  it("that are gone end in the dead letters, by name", async () => {
    const self = bench();
    self.secret = new MissingSecretError("secret ssm:/palisade/slack does not exist");
    const expected = { kind: "dead", reason: "secret ssm:/palisade/slack does not exist" };
    expect(await self.deliver(published("1.0"))).toMatchObject(expected);
    self.secret = server.url;
    expect(await self.deliver(published("1.0"))).toMatchObject({ kind: "done", how: "sent" });
  });

  it("that were deleted are not used on", async () => {
    const self = bench();
    await self.deliver(published("1.0"));
    self.secret = new MissingSecretError("secret ssm:/palisade/slack does not exist");
    self.clock += 6 * 60_000;
    expect(await self.deliver(published("2.0"))).toMatchObject({ kind: "dead" });
    expect(self.seen()).toHaveLength(1);
  });

  it("that cannot be read just now are used on, or waited for", async () => {
    const self = bench();
    self.secret = Object.assign(new Error("slow down, https://hooks"), { name: "ThrottlingException" });
    const reason = "secret ssm:/palisade/slack cannot be read: ThrottlingException";
    expect(await self.deliver(published("1.0"))).toMatchObject({ kind: "later", reason });
    self.secret = server.url;
    await self.deliver(published("1.0"));
    self.secret = new Error("out of order");
    self.clock += 6 * 60_000;
    expect(await self.deliver(published("2.0"))).toMatchObject({ kind: "done", how: "sent" });
  });

  it.each(["not a url", "http://hooks.example.com/x", "https://10.0.0.1/x"])(
    "that hold %p are refused without being quoted",
    async (secret) => {
      const self = bench({ kind: "discord", webhook: "ssm:/palisade/discord" });
      self.secret = secret;
      // The address of the vendor's stand-in would hide what the secret holds.
      const direct = createDeliver({
        settings: { project: "p", name: "n", channel: { kind: "discord", webhook: "ssm:/d" }, rateCap: 9 },
        channel: openChannel(
          { project: "p", name: "n", channel: { kind: "discord", webhook: "ssm:/d" }, rateCap: 9 },
          { now: () => self.clock },
        ),
        store: self.store,
        secrets: createSecrets(
          async () => secret,
          () => self.clock,
        ),
        send: server.sender(),
        loadQueue: () => Promise.reject(new Error("nothing to end")),
        now: () => self.clock,
        sleep: async () => {},
      });
      const delivered = await direct(published("1.0"));
      expect(delivered.kind).toBe("dead");
      expect(JSON.stringify(delivered)).not.toContain(secret);
    },
  );
});

describe("once", () => {
  it("is kept by the process while the table does not take the record", async () => {
    let isOut = true;
    const self = bench(undefined, {}, (store) => ({
      ...store,
      settle: async (id, outcome) => {
        if (isOut) throw new Error("table");
        await store.settle(id, outcome);
      },
    }));
    await expect(self.deliver(published("1.0"))).rejects.toThrow("table");
    await expect(self.deliver(published("1.0"))).rejects.toThrow("table");
    isOut = false;
    expect(await self.deliver(published("1.0"))).toMatchObject({ kind: "done", how: "known" });
    expect(self.seen()).toHaveLength(1);
  });

  it("holds between two invocations at work on the same alert", async () => {
    const self = bench();
    const [one, two] = await Promise.all([self.deliver(published("1.0")), self.deliver(published("1.0"))]);
    expect([one?.kind, two?.kind].sort()).toEqual(["done", "later"]);
    expect(self.seen()).toHaveLength(1);
  });

  it("is tried again after an invocation that died", async () => {
    const self = bench();
    const { id } = JSON.parse(published("1.0"));
    await self.store.claim(id, self.clock + 90_000);
    expect(await self.deliver(published("1.0"))).toMatchObject({ kind: "later", afterMs: 90_000 });
    self.clock += 90_000;
    expect(await self.deliver(published("1.0"))).toMatchObject({ kind: "done", how: "sent" });
  });
});

describe("the rate cap", () => {
  const folded = (self: Bench) => self.seen().filter(({ body }) => body.includes("folded"));

  it("folds what is above it into one message after the hour", async () => {
    const self = bench(undefined, { rateCap: 3 });
    const alerts = Array.from({ length: 10 }, (_, index) => published(`${index}.0`, { dedupKey: `k${index}` }));
    const first = [];
    for (const alert of alerts) first.push(await self.deliver(alert));
    expect(first.map((one) => ("how" in one ? one.how : one.kind))).toEqual([
      ...["sent", "sent", "sent", "later"],
      ...Array(6).fill("folded"),
    ]);
    expect(self.seen()).toHaveLength(3);
    self.clock = ELEVEN + HOUR;
    const again = [];
    for (const alert of alerts) again.push(await self.deliver(alert));
    expect(again.map((one) => ("how" in one ? one.how : one.kind))).toEqual([
      ...["known", "known", "known", "sent"],
      ...Array(6).fill("folded"),
    ]);
    expect(folded(self)).toHaveLength(1);
    expect(folded(self)[0]?.body).toContain("7 medium alerts folded");
    for (const alert of alerts) await self.deliver(alert);
    expect(self.seen()).toHaveLength(4);
  });

  it("shows an alert itself whose counts are gone, rather than a message about nothing", async () => {
    let isGone = false;
    const self = bench(undefined, { rateCap: 1 }, (store) => ({
      ...store,
      folds: async (budget) => (isGone ? undefined : store.folds(budget)),
    }));
    await self.deliver(published("1.0", { dedupKey: "a" }));
    const carrier = published("2.0", { dedupKey: "b" });
    expect(await self.deliver(carrier)).toMatchObject({ kind: "later" });
    isGone = true;
    expect(await self.deliver(carrier)).toMatchObject({ kind: "done", how: "sent" });
    expect(self.seen()).toHaveLength(2);
    expect(await self.deliver(carrier)).toMatchObject({ kind: "done", how: "known" });
  });

  it("reports them even if the channel is out of order when the hour is over", async () => {
    const self = bench(undefined, { rateCap: 1 });
    await self.deliver(published("1.0", { dedupKey: "a" }));
    const carrier = published("2.0", { dedupKey: "b" });
    expect(await self.deliver(carrier)).toMatchObject({ kind: "later", afterMs: ELEVEN + HOUR - self.clock });
    self.clock = ELEVEN + HOUR;
    server.next(answers(500), answers(400));
    expect(await self.deliver(carrier)).toMatchObject({ kind: "later", reason: "answered 500" });
    expect(await self.deliver(carrier)).toMatchObject({ kind: "dead", reason: "answered 400" });
    expect(await self.deliver(carrier)).toMatchObject({ kind: "done", how: "sent" });
    expect(folded(self)).toHaveLength(3);
  });

  it("holds in a storm of ten thousand incidents, and still reports every one", async () => {
    const self = bench(undefined, { rateCap: 20 });
    for (let index = 0; index < 10_000; index++) {
      await self.deliver(
        published(`${index}.0`, { dedupKey: `k${index}`, severity: index % 100 === 0 ? "high" : "low" }),
      );
    }
    expect(self.clock - ELEVEN).toBeLessThan(HOUR);
    expect(self.seen()).toHaveLength(20);
    self.clock = ELEVEN + HOUR;
    await self.deliver(published("20.0", { dedupKey: "k20", severity: "low" }));
    expect(self.seen()).toHaveLength(21);
    expect(folded(self)[0]?.body).toContain("99 high, 9,881 low alerts folded");
  }, 60_000);

  it("leaves room for critical alerts in the worst noise", async () => {
    const self = bench(undefined, { rateCap: 2 });
    for (let index = 0; index < 5; index++) await self.deliver(published(`${index}.0`, { dedupKey: `k${index}` }));
    const critical = published("9.0", { severity: "critical" });
    expect(await self.deliver(critical)).toMatchObject({ kind: "done", how: "sent" });
  });

  it("does not count an alert again that is tried again", async () => {
    const self = bench(undefined, { rateCap: 1 });
    server.next(answers(500));
    await self.deliver(published("1.0"));
    expect(await self.deliver(published("1.0"))).toMatchObject({ kind: "done", how: "sent" });
  });

  it("keeps the vendor's distance between messages", async () => {
    const self = bench();
    for (let index = 0; index < 4; index++) await self.deliver(published(`${index}.0`, { dedupKey: `k${index}` }));
    expect(self.clock - ELEVEN).toBe(3000);
  });
});

describe("quiet hours", () => {
  const quietHours = { from: "10:00", to: "12:30", timezone: "UTC", below: "high" } as const;

  it("hold a mild alert back for the digest, once", async () => {
    const self = bench(undefined, { quietHours });
    const alert = published("1.0", { bucket: "sensitive-data" });
    expect(await self.deliver(alert)).toMatchObject({ kind: "done", how: "held" });
    expect(await self.deliver(alert)).toMatchObject({ kind: "done", how: "known" });
    expect(self.seen()).toHaveLength(0);
    const entry = { detection: "s3.blocked-outside-allowlist", severity: "medium", bucket: "sensitive-data" };
    expect(Object.values(self.store.settlements())).toMatchObject([
      { state: "held", until: Date.parse("2026-03-02T12:30:00Z"), entry },
    ]);
  });

  it("let a grave one through, and what resolves something", async () => {
    const self = bench({ kind: "pagerduty", routingKey: "ssm:/palisade/pagerduty" }, { quietHours, rateCap: 1 });
    self.secret = "key";
    expect(await self.deliver(published("1.0", { severity: "high" }))).toMatchObject({ how: "sent" });
    expect(await self.deliver(published("1.1", {}, { kind: "closed" }))).toMatchObject({ how: "sent" });
    expect(self.seen().map(({ body }) => JSON.parse(body).event_action)).toEqual(["trigger", "resolve"]);
    const keys = new Set(self.seen().map(({ body }) => JSON.parse(body).dedup_key));
    expect(keys.size).toBe(1);
  });
});

describe("the end of what PagerDuty was sent", () => {
  const MINUTE = 60_000;
  const pager = (settings: Partial<NotifierSettings> = {}) => {
    const self = bench({ kind: "pagerduty", routingKey: "ssm:/palisade/pagerduty" }, settings);
    self.secret = "key";
    return self;
  };
  const window = { firstSeen: ELEVEN - 5 * MINUTE, windowMinutes: 60 };
  const actions = (self: Bench) => self.seen().map(({ body }) => JSON.parse(body).event_action);
  /** Hands out what the function put into its own queue, as SQS does when its time has come. */
  const pass = async (self: Bench) => {
    const [next] = self.later.splice(0, 1);
    if (!next) throw new Error("nothing waits");
    self.clock += Math.min(next.afterMs, 15 * MINUTE);
    return self.deliver(next.body);
  };

  it("comes when the window is over, though no alert is published for it", async () => {
    const self = pager();
    expect(await self.deliver(published("1.0", {}, window))).toMatchObject({ how: "sent" });
    const hows = [];
    while (self.later.length > 0) hows.push(await pass(self));
    expect(hows.map((one) => "how" in one && one.how)).toEqual([...Array(4).fill("waiting"), "sent"]);
    expect(self.clock).toBe(ELEVEN + 65 * MINUTE);
    expect(actions(self)).toEqual(["trigger", "resolve"]);
    expect(new Set(self.seen().map(({ body }) => JSON.parse(body).dedup_key)).size).toBe(1);
  });

  it("comes once, however often it is handed out", async () => {
    const self = pager();
    await self.deliver(published("1.0", {}, window));
    const [{ body } = { body: "" }] = self.later;
    self.clock += 2 * HOUR;
    expect(await self.deliver(body)).toMatchObject({ how: "sent" });
    expect(await self.deliver(body)).toMatchObject({ how: "known" });
    expect(actions(self)).toEqual(["trigger", "resolve"]);
  });

  it("waits for what was sent since", async () => {
    const self = pager();
    await self.deliver(published("1.0", {}, window));
    self.clock = ELEVEN + 60 * MINUTE;
    await self.deliver(published("1.1", { severity: "high" }, { ...window, kind: "raised" }));
    self.clock = ELEVEN + 66 * MINUTE;
    const [{ body: first } = { body: "" }, { body: second } = { body: "" }] = self.later.splice(0, 2);
    expect(await self.deliver(first)).toMatchObject({ how: "waiting" });
    expect(self.later).toEqual([{ body: first, afterMs: 24 * MINUTE }]);
    self.clock = ELEVEN + 90 * MINUTE;
    expect(await self.deliver(second)).toMatchObject({ how: "sent" });
    expect(await self.deliver(first)).toMatchObject({ how: "known" });
    expect(actions(self)).toEqual(["trigger", "trigger", "resolve"]);
  });

  it("leaves some time to people whose alert arrives long after the window", async () => {
    const self = pager();
    await self.deliver(published("1.0", {}, { ...window, firstSeen: ELEVEN - 5 * HOUR }));
    expect(self.later.map(({ afterMs }) => afterMs)).toEqual([30 * MINUTE]);
  });

  it("is put into the queue again where that failed, and no one is paged twice", async () => {
    const self = pager();
    const alert = published("1.0", {}, window);
    self.isQueueOut = true;
    const reason = "was sent, but the message that ends it could not be put into the queue: ThrottlingException";
    expect(await self.deliver(alert)).toMatchObject({ kind: "later", reason });
    self.isQueueOut = false;
    expect(await self.deliver(alert)).toMatchObject({ kind: "done", how: "known" });
    expect(self.later.map(({ body }) => JSON.parse(body).resolve)).toContain(JSON.parse(alert).incident);
    expect(actions(self)).toEqual(["trigger"]);
  });

  it("is tried again while PagerDuty is out of order", async () => {
    const self = pager();
    await self.deliver(published("1.0", {}, window));
    const [{ body } = { body: "" }] = self.later;
    self.clock += 2 * HOUR;
    server.next(answers(500));
    expect(await self.deliver(body)).toMatchObject({ kind: "later", reason: "answered 500" });
    expect(await self.deliver(body)).toMatchObject({ kind: "done", how: "sent" });
  });

  it("comes for what was folded, too", async () => {
    const self = pager({ rateCap: 1 });
    await self.deliver(published("1.0", {}, window));
    const carrier = published("2.0", { dedupKey: "b" }, window);
    await self.deliver(carrier);
    self.clock = ELEVEN + HOUR;
    expect(await self.deliver(carrier)).toMatchObject({ how: "sent" });
    while (self.later.length > 0) await pass(self);
    const keys = (action: string) =>
      self.seen().flatMap(({ body }) => (JSON.parse(body).event_action === action ? [JSON.parse(body).dedup_key] : []));
    expect(keys("resolve").toSorted()).toEqual(keys("trigger").toSorted());
  });

  it("is nothing for what waits for the digest, for an end itself, and for channels that keep nothing open", async () => {
    const quietHours = { from: "00:00", to: "23:59", timezone: "UTC", below: "high" } as const;
    const quiet = pager({ quietHours });
    await quiet.deliver(published("1.0", {}, window));
    await quiet.deliver(published("2.1", {}, { ...window, kind: "closed" }));
    const slack = bench();
    await slack.deliver(published("3.0", {}, window));
    expect([quiet.later, slack.later]).toEqual([[], []]);
    expect(await slack.deliver('{"resolve":"x"}')).toEqual({ kind: "done", how: "skipped" });
  });
});

describe("a Slack bot", () => {
  const bot: ChannelSettings = { kind: "slack", token: "ssm:/palisade/bot", channel: "C0123456789" };
  const took = answers(200, JSON.stringify({ ok: true, ts: "1700000000.000100" }));

  it("keeps an incident in one thread", async () => {
    const self = bench(bot);
    self.secret = "xoxb-1";
    server.next(took, took, took);
    await self.deliver(published("1.0"));
    await self.deliver(published("1.1", {}, { kind: "closed" }));
    await self.deliver(published("2.0"));
    expect(self.seen().map(({ body }) => JSON.parse(body).thread_ts)).toEqual([
      undefined,
      "1700000000.000100",
      undefined,
    ]);
    expect(server.received.at(-1)?.headers["authorization"]).toBe("Bearer xoxb-1");
  });

  it.each([
    ["channel_not_found", { kind: "dead", reason: "refused: channel_not_found" }],
    ["ratelimited", { kind: "later", reason: "refused: ratelimited" }],
    ["<https://x>", { kind: "dead", reason: "refused: no reason that can be read" }],
  ])("is not content with 200 when the answer says %s", async (error, expected) => {
    const self = bench(bot);
    self.secret = "xoxb-1";
    server.next(answers(200, JSON.stringify({ ok: false, error })));
    expect(await self.deliver(published("1.0"))).toMatchObject(expected);
  });

  it("asks for a new token when the old one is no longer good", async () => {
    const self = bench(bot);
    self.secret = "xoxb-1";
    server.next(took, answers(200, '{"ok":false,"error":"token_revoked"}'), took);
    await self.deliver(published("1.0"));
    self.secret = "xoxb-2";
    expect(await self.deliver(published("2.0"))).toMatchObject({ how: "sent" });
    expect(server.received.at(-1)?.headers["authorization"]).toBe("Bearer xoxb-2");
  });

  it("tries again where the answer broke off", async () => {
    const self = bench(bot);
    self.secret = "xoxb-1";
    server.next(breaksOff(200));
    expect(await self.deliver(published("1.0"))).toMatchObject({ kind: "later" });
  });
});

describe("a connector of Teams", () => {
  it.each(["alert", "notice", "digest"] as const)("does not take a %s by its status alone", async (kind) => {
    const messages = { alert: published("1.0"), notice: alarm("ALARM"), digest: digestJson(aDigest()) };
    const { deliver, seen } = bench({ kind: "teams", webhook: "ssm:/palisade/teams" });
    const failed = (status: number) =>
      answers(
        200,
        `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${status}`,
      );
    server.next(failed(429), failed(400));
    expect(await deliver(messages[kind])).toMatchObject({
      kind: "later",
      reason: "answered 200, but Teams itself 429",
    });
    expect(await deliver(messages[kind])).toMatchObject({ kind: "dead", reason: "answered 200, but Teams itself 400" });
    expect(await deliver(messages[kind])).toMatchObject({ kind: "done", how: "sent" });
    expect(seen()).toHaveLength(3);
  });
});

describe("Security Hub", () => {
  const hub: ChannelSettings = {
    kind: "securityhub",
    partition: "aws",
    region: "eu-central-1",
    account: "111122223333",
  };

  it("gets a signed call without a secret, and says whether it took the finding", async () => {
    const self = bench(hub);
    server.next(answers(200, '{"SuccessCount":1,"FailedCount":0}'), answers(200, '{"SuccessCount":0,"FailedCount":1}'));
    expect(await self.deliver(published("1.0"))).toMatchObject({ how: "sent" });
    expect(await self.deliver(published("2.0"))).toMatchObject({ kind: "dead" });
    expect(self.reads).toBe(0);
    const [first] = self.seen();
    expect(first?.path).toBe("/findings/import");
    expect(server.received.at(-1)?.headers["authorization"]).toMatch(
      /^AWS4-HMAC-SHA256 Credential=a\/20260302\/eu-central-1\/securityhub\//,
    );
  });
});

describe("messages that are no alerts", () => {
  it.each([
    ["no JSON", "{", "the message is no JSON"],
    [
      "an alert of tomorrow",
      published("1.0").replace('"schema":1', '"schema":2'),
      /schema of the alert cannot be read: got 2, expected 1/,
    ],
    ["anything else", "[]", /alert cannot be read/],
  ])("end in the dead letters: %s", async (_, body, reason) => {
    const { deliver, seen } = bench();
    expect(await deliver(body)).toEqual({ kind: "dead", reason: expect.stringMatching(reason) });
    expect(seen()).toHaveLength(0);
  });

  it("are Palisade's own alarms, sent once, whatever the hour", async () => {
    const self = bench(undefined, { quietHours: { from: "00:00", to: "23:59", timezone: "UTC", below: "critical" } });
    expect(await self.deliver(alarm("ALARM"))).toMatchObject({ how: "sent" });
    expect(await self.deliver(alarm("ALARM"))).toMatchObject({ how: "known" });
    const [{ body } = { body: "" }] = self.seen();
    expect(body).toContain("palisade-dead-letters went off");
    expect(body).toContain("&lt;!channel&gt;");
    expect(body).not.toContain("<!channel>");
  });

  it("resolve in PagerDuty what they triggered", async () => {
    const self = bench({ kind: "pagerduty", routingKey: "ssm:/p" });
    self.secret = "key";
    await self.deliver(alarm("ALARM"));
    await self.deliver(alarm("OK"));
    const events = self.seen().map(({ body }) => JSON.parse(body));
    expect(events.map(({ event_action }) => event_action)).toEqual(["trigger", "resolve"]);
    expect(new Set(events.map(({ dedup_key }) => dedup_key)).size).toBe(1);
  });

  it.each([
    ["webhook", { kind: "webhook", url: "https://soc.example.com/hook", secret: "ssm:/s", format: "ocsf" }],
    ["teams", { kind: "teams", webhook: "ssm:/t" }],
    ["discord", { kind: "discord", webhook: "ssm:/d" }],
    ["slack with a bot", { kind: "slack", token: "ssm:/b", channel: "C0123456789" }],
  ] as const)("reach %s", async (_, channel) => {
    const self = bench(channel);
    expect(await self.deliver(alarm("ALARM"))).toMatchObject({ how: "sent" });
    expect(self.seen()[0]?.body.replaceAll("\\", "")).toContain("palisade-dead-letters");
  });

  it("are left out where there is no place for them", async () => {
    const self = bench({ kind: "securityhub", partition: "aws", region: "eu-central-1", account: "111122223333" });
    expect(await self.deliver(alarm("ALARM"))).toMatchObject({ how: "skipped" });
  });
});

describe("a digest", () => {
  const digest = digestJson(aDigest());
  const channels: readonly ChannelSettings[] = [
    { kind: "slack", webhook: "ssm:/palisade/slack" },
    { kind: "slack", token: "ssm:/palisade/bot", channel: "C0123456789" },
    { kind: "teams", webhook: "ssm:/palisade/teams" },
    { kind: "discord", webhook: "ssm:/palisade/discord" },
    { kind: "webhook", url: "https://soc.example.com/hook", secret: "ssm:/palisade/soc", format: "ocsf" },
  ];

  it.each(channels)("is shown once in $kind, in quiet hours too, and takes no room of alerts", async (channel) => {
    const quietHours = { from: "00:00", to: "23:59", timezone: "UTC", below: "critical" } as const;
    const { deliver, seen, store } = bench(channel, { quietHours, rateCap: 1 });
    expect(await deliver(digest)).toEqual({ kind: "done", how: "sent" });
    expect(await deliver(digest)).toEqual({ kind: "done", how: "known" });
    expect(seen()).toHaveLength(1);
    expect(seen()[0]?.body).toContain("No alarm is on");
    expect(await store.take({ hour: 0, lane: "others" }, 1)).toBe(true);
  });

  it.each([
    { kind: "pagerduty", routingKey: "ssm:/palisade/pagerduty" },
    { kind: "securityhub", partition: "aws", region: "eu-central-1", account: "111122223333" },
  ] as const)("is nothing for $kind", async (channel) => {
    const { deliver, seen } = bench(channel);
    expect(await deliver(digest)).toEqual({ kind: "done", how: "skipped" });
    expect(seen()).toEqual([]);
  });

  it("of a newer schema is dead, with what mends it", async () => {
    const { deliver } = bench();
    const newer = JSON.stringify({ ...JSON.parse(digest), schema: 2 });
    expect(await deliver(newer)).toMatchObject({ kind: "dead", reason: expect.stringContaining("got 2, expected 1") });
  });
});
