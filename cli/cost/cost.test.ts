import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import { parseConfig } from "../../config/load-config";
import { enforced } from "../../testing/configurations";
import { runPalisade } from "../program";
import { type CostLine, type Estimate, estimate, type Usage } from "./estimate";
import { PRICES } from "./prices";
import { REQUEST_MIX } from "./request-flow";

const MONTH: Usage = { count: 1_000_000, buckets: ["example-data"], refusedShare: 0.01, others: 0, alerts: 10 };

/** Off, but for those given: what the detections of the day listen to must not move these figures. */
function only(...ids: string[]): string {
  return `detections: {${DETECTIONS.map(({ id }) => `${id}: {enabled: ${ids.includes(id)}}`).join(", ")}}`;
}

const ACCESS = "s3.access-outside-allowlist";
const BLOCKED = "s3.blocked-outside-allowlist";

function estimateOf(lines: string, usage: Partial<Usage> = {}): Estimate {
  return estimate(parseConfig(enforced(lines), "palisade.yaml"), { ...MONTH, ...usage });
}

const linesOf = ({ lines }: Estimate, service: string): readonly CostLine[] =>
  lines.filter((line) => line.service === service);
const quantity = (result: Estimate, price: string) =>
  result.lines.filter((line) => line.price === price).reduce((sum, line) => sum + line.quantity, 0);

describe("the estimate", () => {
  it("logs every request, and queues those that a rule selects", () => {
    const { events } = estimateOf(only(ACCESS, BLOCKED));
    // Listing raises an event when it is refused, and none when it succeeds: the scope is data.
    expect(events).toMatchObject({
      logged: 1_000_000,
      forwarded: 0,
      queued: 990_000 * (1 - (REQUEST_MIX["ListObjects"] ?? 0)) + 10_000,
    });
  });

  it("keeps successful requests out of the queue when no one listens to them", () => {
    const quiet = estimateOf(only(BLOCKED));
    expect(quiet.events).toMatchObject({ logged: 1_000_000, queued: 10_000, matches: 10_000 });
    expect(quiet.dollars).toBeLessThan(estimateOf(only(ACCESS, BLOCKED)).dollars);
    expect(estimateOf(only()).events).toMatchObject({ logged: 1_000_000, queued: 0, invocations: 0 });
  });

  it("pays for forwarding from other regions, once for each", () => {
    const abroad = enforced(only(ACCESS, BLOCKED)).replace(
      "[example-data]",
      "[{name: example-data, region: us-east-1}]",
    );
    const { events, lines } = estimate(parseConfig(abroad, "palisade.yaml"), MONTH);
    expect(events.forwarded).toBe(events.queued);
    expect(lines.find(({ service }) => service === "EventBridge")?.dollars).toBeCloseTo(events.forwarded / 1e6);
  });

  it("spreads requests over the buckets, each with its own region and rules", () => {
    const both = enforced(only(ACCESS, BLOCKED)).replace(
      "[example-data]",
      "[example-data, {name: example-far, region: us-east-1}]",
    );
    const config = parseConfig(both, "palisade.yaml");
    const buckets = ["example-data", "example-far"];
    const all = estimate(config, { ...MONTH, buckets }).events;
    const far = estimate(config, { ...MONTH, buckets: ["example-far"] }).events;
    expect(all.forwarded * 2).toBe(far.forwarded);
    expect(estimate(config, MONTH).events.forwarded).toBe(0);
  });

  it("charges list prices, without a rest", () => {
    const result = estimateOf(only(ACCESS, BLOCKED));
    expect(linesOf(result, "CloudTrail")[0]?.dollars).toBe(1);
    for (const { quantity: many, price, dollars } of result.lines) {
      expect(dollars).toBeCloseTo((many / PRICES.list[price].per) * PRICES.list[price].dollars);
    }
    expect(result.dollars).toBeCloseTo(result.lines.reduce((sum, { dollars }) => sum + dollars, 0));
  });

  it("never handles more batches than events, nor more events a batch than fit", () => {
    for (const count of [0, 1, 1000, 1e6, 1e9, 1e15]) {
      const { events, dollars } = estimateOf(only(ACCESS, BLOCKED), { count });
      expect(events.invocations).toBeLessThanOrEqual(events.queued);
      expect(events.invocations * 90).toBeGreaterThanOrEqual(events.queued);
      expect(Number.isFinite(dollars)).toBe(true);
    }
  });

  it("writes windows for the requests that a detection waits for, and for no others", () => {
    const writes = (id: string, refusedShare: number) =>
      quantity(estimateOf(only(BLOCKED, ACCESS, id), { refusedShare }), "dynamoDbWrite") -
      quantity(estimateOf(only(BLOCKED, ACCESS), { refusedShare }), "dynamoDbWrite");
    expect(writes("s3.bulk-download", 0)).toBeGreaterThan(0);
    // No one deletes in batches here.
    expect(writes("s3.batch-delete-burst", 0)).toBe(0);
  });

  it("follows what the configuration creates", () => {
    const base = estimateOf(only(BLOCKED));
    expect(quantity(base, "kmsKey")).toBe(2);
    expect(quantity(estimateOf(`${only(BLOCKED)}\nkms: aws-owned`), "kmsKey")).toBe(0);
    const existing = estimateOf(`${only(BLOCKED)}\ntrail: {existing: organisation-trail}`);
    expect(quantity(existing, "kmsKey")).toBe(1);
    expect(linesOf(existing, "S3")).toEqual([]);
    expect(quantity(estimateOf(`${only(BLOCKED)}\ndebug: true`), "cloudWatchLog")).toBeGreaterThan(1);
    const mailed = estimateOf(`${only(BLOCKED)}\nalerts: {email: [a@example.com, b@example.com]}`);
    expect(quantity(mailed, "snsEmail")).toBe(20);
  });

  it("has a source for every price", () => {
    for (const { source } of Object.values(PRICES.list))
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/.*pricing/);
    expect(PRICES.date).toMatch(/^\d{4}-\d{2}$/);
  });
});

describe("palisade cost", () => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-cost-"));
  const config = join(folder, "palisade.yaml");
  beforeAll(() => writeFileSync(config, enforced("services: {guardduty: true}\nalerts: {sms: ['+12025550123']}")));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function cost(...args: string[]) {
    const out: string[] = [];
    const err: string[] = [];
    const into = (texts: string[]) =>
      new Writable({
        write: (chunk, _encoding, done) => {
          texts.push(String(chunk));
          done();
        },
      });
    const streams = { stdin: Readable.from([]), stdout: into(out), stderr: into(err) };
    const status = await runPalisade(["cost", "--config", config, ...args], { ...streams, env: {} });
    return { status, out: out.join(""), err: err.join("") };
  }

  it("shows the lines, the list's date and what was assumed", async () => {
    const { status, out } = await cost("--requests", "2.5M");
    expect(status).toBe(0);
    expect(out).toMatch(/^2,500,000 requests a month to 1 protected bucket:\n {2}2,500,000 logged, 0 forwarded, /);
    expect(out).toMatch(
      /CloudTrail: data events of +│ +2,500,000 events │ +\$0\.1 \/ 100,000 events │ +2\.50 │\n│ the protected buckets /,
    );
    expect(out).toContain(`Prices: us-east-1, ${PRICES.date}, list prices`);
    expect(out).toContain("eu-central-1 has its own, often higher");
    expect(out).toContain("1 % of the requests are refused");
    expect(out).toContain("GuardDuty, which charges for the requests that it reads");
    expect(out).toContain("SMS, whose price depends on the country");
  });

  it("prints one object for programs", async () => {
    const { out } = await cost("--requests", "1_000_000", "--refused", "100%", "--others", "0", "--format", "json");
    const result = JSON.parse(out);
    expect(result).toMatchObject({
      requests: 1_000_000,
      buckets: ["example-data"],
      events: { logged: 1_000_000, matches: 1_000_000 },
      prices: { region: "us-east-1", date: PRICES.date, currency: "USD" },
    });
    expect(result.lines[0]).toMatchObject({ service: "CloudTrail", quantity: 1_000_000, dollars: 1 });
    for (const { source } of result.lines) expect(source).toMatch(/^https:/);
  });

  it.each(["1000", "1,000", "1_000", "1k", "0.001M", "1K"])("reads %s as a thousand", async (text) => {
    expect(JSON.parse((await cost("--requests", text, "--format", "json")).out).requests).toBe(1000);
  });

  it.each([
    [["--requests", "many"], '--requests: got "many", expected a whole number'],
    [["--requests", "-1"], "--requests"],
    [["--requests", "1.5"], '--requests: got "1.5"'],
    [["--requests", "1e9"], '--requests: got "1e9"'],
    [["--requests", "9999999G"], '--requests: got "9999999G"'],
    [["--requests", ""], '--requests: got ""'],
    [["--requests", "1,00"], '--requests: got "1,00"'],
    [["--requests", "9".repeat(10_000)], "--requests: got"],
    [["--requests", "1", "--refused", "101"], '--refused: got "101", expected a percentage from 0 to 100'],
    [["--requests", "1", "--refused", "-1"], "--refused"],
    [["--requests", "1", "--others", "x"], '--others: got "x"'],
    [["--requests", "1", "--alerts", "NaN"], '--alerts: got "NaN"'],
    [["--requests", "1", "--format", "xml"], '--format: got "xml", expected table or json'],
    [["--requests", "1", "--buckets", "nowhere"], '--buckets: got "nowhere", expected some of example-data'],
    [["--requests", "1", "--buckets", ","], "--buckets: no bucket in it"],
    [[], "required option '-r, --requests <count>' not specified"],
  ])("refuses %j", async (args, message) => {
    const { status, out, err } = await cost(...args);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err.length).toBeLessThan(12_000);
  });
});
