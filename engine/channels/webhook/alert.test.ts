import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { anAlert } from "../../../testing/fixtures/alert-fixture";
import { hostileAlert } from "../../../testing/fixtures/hostile-text-fixture";
import { received } from "../../../testing/fixtures/received-alert-fixture";
import { parseReceivedAlert } from "../../alerts/received-alert";
import { webhookAlert } from "./alert";
import { distrust, SIGNATURE_HEADER, TIMESTAMP_HEADER } from "./webhook-signature";

const target = { url: "https://soc.example.com/hook", secret: "correct horse", format: "palisade" } as const;
const NOW = Date.UTC(2026, 2, 1, 10, 20);

describe("webhookAlert", () => {
  it("signs the timestamp and the body, so that anyone can check with any HMAC", () => {
    const { url, headers, body } = webhookAlert(received(anAlert()), target, NOW);
    expect(url).toBe(target.url);
    expect(headers[TIMESTAMP_HEADER]).toBe("1772360400");
    const expected = createHmac("sha256", target.secret).update(`1772360400.${body}`).digest("hex");
    expect(headers[SIGNATURE_HEADER]).toBe(`v1=${expected}`);
    expect(headers["user-agent"]).toBe("Palisade");
  });

  it("has one key for one alert, however often it is sent", () => {
    const alert = received(anAlert({}, { id: "7.1" }));
    const keys = [NOW, NOW + 60_000].map((now) => webhookAlert(alert, target, now).headers["idempotency-key"]);
    expect(keys).toEqual([alert.id, alert.id]);
    expect(alert.id).toMatch(/^[0-9a-f]{32}\.1$/);
  });

  it("passes the alert on as it was published, with headers that are ASCII", () => {
    void fc.assert(
      fc.property(hostileAlert, (alert) => {
        const sent = received(alert);
        const { body, headers } = webhookAlert(sent, target, NOW);
        expect(parseReceivedAlert(JSON.parse(body))).toEqual(sent);
        expect(distrust({ headers, body }, target.secret, NOW)).toBeUndefined();
        for (const value of Object.values(headers)) expect(value).toMatch(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/);
      }),
    );
  });
});

describe("distrust", () => {
  const { headers, body } = webhookAlert(received(anAlert()), target, NOW);

  it.each([
    ["what was changed on its way", { headers, body: `${body} ` }, target.secret, NOW, "signature does not fit"],
    ["another's secret", { headers, body }, "battery staple", NOW, "signature does not fit"],
    ["a replay", { headers, body }, target.secret, NOW + 301_000, "signed too long ago, or in the future"],
    ["a clock ahead", { headers, body }, target.secret, NOW - 301_000, "signed too long ago, or in the future"],
    ["what is not signed", { headers: {}, body }, target.secret, NOW, "not signed"],
    [
      "another time than was signed",
      { headers: { ...headers, [TIMESTAMP_HEADER]: "1772360401" }, body },
      target.secret,
      NOW,
      "signature does not fit",
    ],
    [
      "a time that is none",
      { headers: { ...headers, [TIMESTAMP_HEADER]: "NaN" }, body },
      target.secret,
      NOW,
      "timestamp is no number of seconds",
    ],
    [
      "a short signature",
      { headers: { ...headers, [SIGNATURE_HEADER]: "v1=00" }, body },
      target.secret,
      NOW,
      "signature is not of version 1",
    ],
  ])("sees %s", (_, request, secret, now, reason) => {
    expect(distrust(request, secret, now)).toBe(reason);
  });

  it("trusts the bytes of the body, not only its text", () => {
    expect(distrust({ headers, body: Buffer.from(body) }, target.secret, NOW)).toBeUndefined();
  });
});
