import { connect } from "node:net";
import { alertJson } from "@palisade/engine/alerts/text/json";
import type { Notice } from "@palisade/engine/channels/notice";
import { webhookAlert } from "@palisade/engine/channels/webhook/alert";
import { webhookDigest } from "@palisade/engine/channels/webhook/digest";
import { webhookNotice } from "@palisade/engine/channels/webhook/notice";
import { parseReceivedDigest } from "@palisade/engine/digest/received-digest";
import type { Match } from "@palisade/engine/incidents/incident";
import { digestJson } from "@palisade/functions/digest/digest-message";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { aDigest } from "../../testing/fixtures/digest-fixture";
import { received } from "../../testing/fixtures/received-alert-fixture";
import { aReceiver, SECRET, type TestReceiver } from "../../testing/fixtures/receiver-fixture";
import { testCertificate } from "../../testing/fixtures/sns-certificate-fixture";
import {
  CERTIFICATE_URL,
  confirmationBody,
  SUBSCRIBE_URL,
  snsBody,
  TOPIC,
} from "../../testing/fixtures/sns-message-fixture";
import { startReceiver } from "./receiver";

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202e\r\n`;

function signed(
  match: Partial<Match> = {},
  { secret = SECRET, now = Date.now(), id = "1.0", alert = received(anAlert(match, { id })) } = {},
) {
  const target = { url: "https://soc.example.com/hook", secret, format: "palisade" } as const;
  const { headers, body } = webhookAlert(alert, target, now);
  return { method: "POST", headers, body };
}

const snsAlert = (changes: Parameters<typeof snsBody>[0] = {}, options: Parameters<typeof snsBody>[2] = {}) =>
  snsBody({ Message: alertJson(anAlert(), 1024), Subject: "Palisade", ...changes }, Date.now(), options);

/** Bytes in, bytes out, for requests that no client would make; resolves when the server closes, or has answered. */
async function raw(url: string, ...parts: readonly (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const answer: Buffer[] = [];
  return new Promise((resolve) => {
    const done = () => {
      socket.destroy();
      resolve(Buffer.concat(answer).toString());
    };
    socket.on("data", (chunk) => {
      answer.push(chunk);
      if (Buffer.concat(answer).includes("\r\n\r\n")) done();
    });
    socket.on("error", done).on("close", done);
    for (const part of parts) socket.write(part);
  });
}

describe("the receiver", () => {
  let receiver: TestReceiver;
  beforeEach(async () => {
    receiver = await aReceiver();
  });
  afterEach(() => receiver.stop());

  const at = (path: string) => `${receiver.url}${path}`;
  const post = (path: string, body: string) => fetch(at(path), { method: "POST", body });
  const ids = async (query = "") => {
    const { alerts } = (await (await fetch(at(`/alerts${query}`))).json()) as {
      readonly alerts: readonly { readonly alert: { readonly id: string } }[];
    };
    return alerts.map(({ alert }) => alert.id);
  };

  describe("takes webhooks", () => {
    it("that are signed, once, and shows them as they were published", async () => {
      const alert = received(anAlert());
      const { id, published } = alert;
      const request = signed({}, { alert });
      expect(await (await fetch(at("/webhook"), request)).json()).toEqual({ id, isNew: true });
      expect(await (await fetch(at("/webhook"), request)).json()).toEqual({ id, isNew: false });
      expect(await ids()).toEqual([id]);
      const kept = await (await fetch(at(`/alerts/${id}`))).json();
      expect(kept).toMatchObject({ origin: "webhook", alert: published });
      expect(receiver.said).toHaveLength(1);
    });

    it.each([
      ["without a signature", () => ({ method: "POST", body: "{}" }), "not signed"],
      ["with another's secret", () => signed({}, { secret: "another secret" }), "signature does not fit"],
      ["with a changed body", () => ({ ...signed(), body: `${signed().body} ` }), "signature does not fit"],
      ["of long ago", () => signed({}, { now: Date.now() - 301_000 }), "signed too long ago"],
      ["of the future", () => signed({}, { now: Date.now() + 310_000 }), "signed too long ago"],
    ])("but refuses one %s", async (_, request, reason) => {
      const response = await fetch(at("/webhook"), request());
      expect(response.status).toBe(401);
      expect(await response.text()).toContain(reason);
      expect(await ids()).toEqual([]);
      expect(receiver.complained.join()).toContain(reason);
    });

    it("that are a digest or a notice, of which it only says that they came", async () => {
      const target = { url: "https://soc.example.com/hook", secret: SECRET };
      const digest = parseReceivedDigest(JSON.parse(digestJson(aDigest())));
      const notice: Notice = {
        id: "1",
        about: "1",
        kind: "folded",
        severity: "medium",
        isOver: false,
        title: "3 high alerts folded\u202e",
        text: "",
        at: 0,
      };
      const requests = [
        ...(digest ? [webhookDigest(digest, target, Date.now())] : []),
        webhookNotice(notice, target, "palisade", Date.now()),
      ];
      for (const { headers, body } of requests) {
        expect((await fetch(at("/webhook"), { method: "POST", headers, body })).status).toBe(200);
      }
      const message = digestJson(aDigest());
      expect((await post("/sns", snsAlert({ Message: message }))).status).toBe(200);
      expect(receiver.said).toEqual([
        "digest: Digest of 2026-03-01: no incident (webhook)",
        "notice: 3 high alerts folded\\u{202e} (webhook)",
        "digest: Digest of 2026-03-01: no incident (sns)",
      ]);
      expect(await ids()).toEqual([]);
    });

    it("but refuses what is signed and no alert, and names both schema versions", async () => {
      const alert = received(anAlert());
      const send = (published: object) => {
        const target = { url: "https://soc.example.com", secret: SECRET, format: "palisade" } as const;
        const request = webhookAlert({ ...alert, published: { ...published } }, target, Date.now());
        return fetch(at("/webhook"), { method: "POST", headers: request.headers, body: request.body });
      };
      const newer = await send({ ...alert.published, schema: 2 });
      expect(newer.status).toBe(422);
      expect(await newer.text()).toContain("got 2, expected 1");
      expect((await send({ hello: "world" })).status).toBe(422);
      expect(await ids()).toEqual([]);
    });

    it("but no body without end, whether or not it says how long it is", async () => {
      const large = Buffer.alloc(2 * 1024 * 1024, "a");
      const head = "POST /webhook HTTP/1.1\r\nHost: localhost\r\n";
      expect(await raw(receiver.url, `${head}Content-Length: ${large.length}\r\n\r\n`)).toMatch(/^HTTP\/1.1 413/);
      const chunk = [`${large.length.toString(16)}\r\n`, large, "\r\n0\r\n\r\n"];
      expect(await raw(receiver.url, `${head}Transfer-Encoding: chunked\r\n\r\n`, ...chunk)).toMatch(/^HTTP\/1.1 413/);
      expect((await post("/sns", large.toString())).status).toBe(413);
      expect((await fetch(at("/healthz"))).status).toBe(200);
    });

    it("only where there is a secret", async () => {
      const other = await aReceiver({ secret: undefined });
      expect((await fetch(`${other.url}/webhook`, signed())).status).toBe(404);
      await other.stop();
    });

    it("and never says the secret", async () => {
      await fetch(at("/webhook"), signed());
      await fetch(at("/webhook"), signed({}, { secret: "another secret" }));
      const texts = await Promise.all(
        ["/", "/alerts", "/healthz", "/x"].map(async (path) => (await fetch(at(path))).text()),
      );
      expect([...texts, ...receiver.said, ...receiver.complained].join()).not.toContain(SECRET);
    });
  });

  describe("takes SNS deliveries", () => {
    it.each(["1", "2"])("that are signed in version %s, and downloads the certificate once", async (version) => {
      const body = snsAlert({ SignatureVersion: version });
      const { id } = received(anAlert());
      expect(await (await post("/sns", body)).json()).toEqual({ id, isNew: true });
      expect(await (await post("/sns", body)).json()).toEqual({ id, isNew: false });
      expect(receiver.downloads).toEqual([CERTIFICATE_URL]);
      expect(await (await fetch(at(`/alerts/${id}`))).json()).toMatchObject({ origin: "sns" });
    });

    it("without a subject, and as one with what came by webhook", async () => {
      expect((await post("/sns", snsAlert({ Subject: undefined }))).status).toBe(200);
      await fetch(at("/webhook"), signed());
      expect(await ids()).toHaveLength(1);
    });

    const foreign = "arn:aws:sns:eu-central-1:444455556666:palisade-alerts";
    it.each([
      ["of another topic", () => snsAlert({ TopicArn: foreign }), "TopicArn is not the expected one"],
      ["that another key signed", () => snsAlert({}, { by: testCertificate() }), "Signature does not fit"],
      ["whose message was changed", () => snsAlert({}, { tampering: { Message: "{}" } }), "Signature does not fit"],
      [
        "that turned into another kind",
        () =>
          snsAlert({ Token: "t", SubscribeURL: SUBSCRIBE_URL }, { tampering: { Type: "SubscriptionConfirmation" } }),
        "Signature does not fit",
      ],
      [
        "with a signature that is none",
        () => snsAlert({}, { tampering: { Signature: "?" } }),
        "Signature does not fit",
      ],
      ["of an unknown signature version", () => snsAlert({ SignatureVersion: "3" }), "neither 1 nor 2"],
      ["of hours ago", () => snsAlert({ Timestamp: new Date(Date.now() - 3 * 3_600_000).toISOString() }), "too old"],
      ["of the future", () => snsAlert({ Timestamp: new Date(Date.now() + 3_600_000).toISOString() }), "too old"],
      ["without a time", () => snsAlert({ Timestamp: "soon" }), "too old"],
    ])("but refuses one %s", async (_, body, reason) => {
      const response = await post("/sns", body());
      expect(response.status).toBe(403);
      expect(await response.text()).toContain(reason);
      expect(await ids()).toEqual([]);
    });

    it.each([
      "https://evil.example/SimpleNotificationService-0123456789abcdef.pem",
      "https://sns.eu-central-1.amazonaws.com.evil.example/SimpleNotificationService-0123456789abcdef.pem",
      "https://evil.example/?https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-01.pem",
      "https://bucket.s3.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
      "https://sns.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
      "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
      "https://sns.s3.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
      "https://sns.evil.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
      "http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
      "https://sns.eu-central-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef.pem",
      "https://sns.eu-central-1.amazonaws.com@evil.example/SimpleNotificationService-0123456789abcdef.pem",
      "https://user@sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
      "https://sns.eu-central-1.amazonaws.com/evil.pem",
      "https://sns.eu-central-1.amazonaws.com/?Action=Publish",
      "file:///etc/passwd",
      "",
    ])("but downloads no certificate from %p", async (url) => {
      const response = await post("/sns", snsAlert({ SigningCertURL: url }));
      expect(response.status).toBe(403);
      expect(receiver.downloads).toEqual([]);
    });

    it("of China's regions too", async () => {
      const topic = "arn:aws-cn:sns:cn-north-1:111122223333:palisade-alerts";
      const url = "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0123456789abcdef.pem";
      const downloads: string[] = [];
      const download = async ({ href }: URL) => {
        downloads.push(href);
        throw new Error("got status 404, expected 200");
      };
      const other = await aReceiver({ topics: [topic], download });
      const body = snsAlert({ TopicArn: topic, SigningCertURL: url });
      const response = await fetch(`${other.url}/sns`, { method: "POST", body });
      // SNS delivers again, and the certificate is tried again.
      expect(response.status).toBe(502);
      await fetch(`${other.url}/sns`, { method: "POST", body });
      expect(downloads).toEqual([url, url]);
      await other.stop();
    });

    it.each([
      ["expired", { from: "20", to: "21" }],
      ["of the future", { from: "48", to: "49" }],
    ])("but not under a certificate that is %s", async (_, years) => {
      const by = testCertificate(years);
      const other = await aReceiver({ download: async () => by.pem });
      const response = await fetch(`${other.url}/sns`, { method: "POST", body: snsAlert({}, { by }) });
      expect(await response.text()).toContain("not valid at this time");
      await other.stop();
    });

    it("but not under what is no certificate", async () => {
      const other = await aReceiver({ download: async () => "<html>" });
      const response = await fetch(`${other.url}/sns`, { method: "POST", body: snsAlert() });
      expect(response.status).toBe(502);
      await other.stop();
    });

    it.each([
      ["no JSON", "{", "not JSON"],
      ["a list", "[]", "expected a JSON object"],
      [
        "a message without a topic",
        JSON.stringify({ Type: "Notification", MessageId: "1" }),
        "expected a text as TopicArn",
      ],
      ["an unknown type", JSON.stringify({ ...JSON.parse(snsAlert()), Type: "Publish" }), "its Type is none"],
      [
        "a subject that is none",
        JSON.stringify({ ...JSON.parse(snsAlert()), Subject: 1 }),
        "expected a text as Subject",
      ],
      ["fields within a field", snsAlert({ Subject: "a\nTimestamp\nb" }), "expected one line as Subject"],
    ])("but refuses %s", async (_, body, reason) => {
      const response = await post("/sns", body);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(reason);
      expect(receiver.downloads).toEqual([]);
    });

    it("but refuses raw ones, which no one signed", async () => {
      const headers = { "x-amz-sns-rawdelivery": "true" };
      const response = await fetch(at("/sns"), { method: "POST", headers, body: alertJson(anAlert(), 1024) });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain("raw delivery is not signed, fix:");
    });

    it("but refuses an alarm on the same topic, for good", async () => {
      const response = await post("/sns", snsAlert({ Message: JSON.stringify({ AlarmName: "queue-age" }) }));
      expect(response.status).toBe(422);
    });

    it("only where there is a topic", async () => {
      const other = await aReceiver({ topics: [] });
      expect((await fetch(`${other.url}/sns`, { method: "POST", body: snsAlert() })).status).toBe(404);
      await other.stop();
    });
  });

  describe("confirms a subscription", () => {
    const confirmation = (changes = {}) => confirmationBody("SubscriptionConfirmation", changes, Date.now());

    it("to the expected topic", async () => {
      expect(await (await post("/sns", confirmation())).json()).toEqual({ kind: "confirmed" });
      expect(receiver.downloads).toEqual([CERTIFICATE_URL, new URL(SUBSCRIBE_URL).href]);
      expect(receiver.said).toEqual([`subscribed to ${TOPIC}`]);
    });

    it("to no other topic", async () => {
      const body = confirmation({ TopicArn: "arn:aws:sns:eu-central-1:444455556666:palisade-alerts" });
      expect((await post("/sns", body)).status).toBe(403);
      expect(receiver.downloads).toEqual([]);
    });

    it.each([
      SUBSCRIBE_URL.replace("https:", "http:"),
      SUBSCRIBE_URL.replace("sns.eu-central-1.amazonaws.com", "evil.example"),
      SUBSCRIBE_URL.replace("sns.eu-central-1.amazonaws.com", "169.254.169.254"),
      SUBSCRIBE_URL.replace("eu-central-1", "s3"),
      SUBSCRIBE_URL.replace("eu-central-1", "us-east-1"),
      SUBSCRIBE_URL.replace("ConfirmSubscription", "Unsubscribe"),
      SUBSCRIBE_URL.replace("111122223333", "444455556666"),
      `${SUBSCRIBE_URL}&Action=Unsubscribe`,
      SUBSCRIBE_URL.replace("/?", "/other?"),
    ])("at no other URL than SNS's own: %s", async (SubscribeURL) => {
      const response = await post("/sns", confirmation({ SubscribeURL }));
      expect(response.status).toBe(403);
      expect(receiver.downloads).toEqual([CERTIFICATE_URL]);
    });

    it("again when SNS asks again, since the first try may have failed", async () => {
      const other = await aReceiver({
        download: async ({ href }) => {
          if (href === CERTIFICATE_URL)
            return (await import("../../testing/fixtures/sns-message-fixture")).certificate.pem;
          throw new Error("got status 500, expected 200");
        },
      });
      const response = await fetch(`${other.url}/sns`, { method: "POST", body: confirmation() });
      expect(response.status).toBe(502);
      expect(other.complained.join()).toContain("cannot be confirmed: got status 500");
      await other.stop();
    });

    it("but not its end, which would subscribe again", async () => {
      const body = confirmationBody("UnsubscribeConfirmation", {}, Date.now());
      expect(await (await post("/sns", body)).json()).toEqual({ kind: "unsubscribed" });
      expect(receiver.downloads).toEqual([CERTIFICATE_URL]);
    });
  });

  describe("shows alerts", () => {
    it("on a page in which text from events stays text", async () => {
      const hostile: Partial<Match> = {
        title: HOSTILE,
        summary: HOSTILE,
        bucket: HOSTILE,
        key: HOSTILE,
        actor: HOSTILE,
      };
      await fetch(at("/webhook"), signed({ ...hostile, details: { [HOSTILE]: HOSTILE }, userAgent: HOSTILE }));
      const response = await fetch(at("/"));
      const page = await response.text();
      const cards = page.slice(page.indexOf("<ul"), page.indexOf("</ul>"));
      expect(cards).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img");
      expect(cards).not.toMatch(/<(script|img)|\u202e/);
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
      expect(policy).not.toContain("unsafe");
    });

    it("on a page that runs what its policy allows, and loads nothing", async () => {
      const response = await fetch(at("/"));
      const page = await response.text();
      const { createHash } = await import("node:crypto");
      for (const tag of ["script", "style"]) {
        const [, text = ""] = new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(page) ?? [];
        const hash = createHash("sha256").update(text).digest("base64");
        expect(response.headers.get("content-security-policy")).toContain(`${tag}-src 'sha256-${hash}'`);
      }
      expect(page).not.toMatch(/(src|href)="(https?:)?\/\/|@import|url\(|\son[a-z]+=|\sstyle=/);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    });

    it("the newest first, the last ones only, by severity where asked", async () => {
      for (const n of [1, 2, 3, 4, 5, 6]) {
        await fetch(at("/webhook"), signed({ severity: n % 2 ? "high" : "low" }, { id: `${n}.0` }));
      }
      const all = [6, 5, 4, 3, 2].map((n) => received(anAlert({}, { id: `${n}.0` })).id);
      expect(await ids()).toEqual(all);
      expect(await ids("?severity=medium")).toEqual([all[1], all[3]]);
      expect((await fetch(at("/alerts?severity=huge"))).status).toBe(400);
      expect(await (await fetch(at("/healthz"))).json()).toEqual({ status: "ok", alerts: 5 });
    });

    it("as they come, and after a break only what was missed", async () => {
      const [first, second] = ["1.0", "2.0"].map((id) => received(anAlert({}, { id })).id);
      await fetch(at("/webhook"), signed({}, { id: "1.0" }));
      const live = await fetch(at("/events"));
      const reader = (live.body as ReadableStream<Uint8Array>).getReader();
      const next = async () => Buffer.from((await reader.read()).value ?? []).toString();
      expect(await next()).toContain(`id: ${first}`);
      await fetch(at("/webhook"), signed({ title: HOSTILE }, { id: "2.0" }));
      const event = await next();
      expect(event).toMatch(/^event: alert\ndata: <li class="card/);
      expect(event).toContain("&lt;script&gt;");
      await reader.cancel();

      const again = await fetch(at("/events"), { headers: { "last-event-id": String(first) } });
      const rest = (again.body as ReadableStream<Uint8Array>).getReader();
      const missed = Buffer.from((await rest.read()).value ?? []).toString();
      expect(missed).toContain(`id: ${second}`);
      expect(missed).not.toContain(`id: ${first}`);
      await rest.cancel();
    });

    it.each(["evil.example", "evil.example:8787", "localhost.evil.example", "203.0.113.7", "metadata", ""])(
      "under no name that a stranger could point here: %p",
      async (host) => {
        await fetch(at("/webhook"), signed());
        for (const path of ["/", "/alerts", "/events"]) {
          const answer = await raw(receiver.url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
          expect(answer).toMatch(/^HTTP\/1.1 4\d\d/);
          expect(answer).not.toContain("sensitive");
        }
      },
    );

    it("under names that were allowed, and is healthy under any", async () => {
      const other = await aReceiver({ allowedHosts: ["alerts.example.com"] });
      const ask = (path: string, host: string) => raw(other.url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      expect(await ask("/alerts", "Alerts.example.com:8787")).toMatch(/^HTTP\/1.1 200/);
      expect(await ask("/alerts", "localhost:8787")).toMatch(/^HTTP\/1.1 200/);
      expect(await ask("/healthz", "10.0.0.7:8787")).toMatch(/^HTTP\/1.1 200/);
      await other.stop();
    });
  });

  it("survives requests that are none", async () => {
    expect(await raw(receiver.url, "nonsense\r\n\r\n")).toMatch(/^HTTP\/1.1 400/);
    expect(await raw(receiver.url, `GET / HTTP/1.1\r\nHost: a b\r\n\r\n`)).toMatch(/^HTTP\/1.1 4\d\d/);
    expect(await raw(receiver.url, `GET /${"a".repeat(100_000)} HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1.1 4\d\d/);
    expect((await fetch(at("/alerts/..%2f..%2fetc%2fpasswd"))).status).toBe(404);
    expect((await fetch(at("/alerts/%ff"))).status).toBe(404);
    expect((await fetch(at("/webhook"))).status).toBe(404);
    expect((await fetch(at("/healthz"))).status).toBe(200);
  });

  it("stops though a browser still listens", async () => {
    const live = await fetch(at("/events"));
    await receiver.stop();
    expect(await live.text()).toBe("");
    await expect(fetch(at("/healthz"))).rejects.toThrow();
  });

  it("says which port is taken, and what to do", async () => {
    const port = Number(new URL(receiver.url).port);
    const options = {
      secret: SECRET,
      topics: [],
      keep: 1,
      allowedHosts: [],
      now: Date.now,
      say: () => {},
      complain: () => {},
      download: async () => "",
    };
    const second = startReceiver({ host: "127.0.0.1", port }, options);
    await expect(second).rejects.toThrow(
      `--port: ${port} is taken at 127.0.0.1, expected a free one, fix: --port ${port + 1}`,
    );
    await expect(startReceiver({ host: "203.0.113.7", port: 0 }, options)).rejects.toThrow("--host: got");
  });
});
