import { anAlert } from "../../testing/fixtures/alert-fixture";
import { createEnrich } from "./create-enrich";
import type { Enricher } from "./enricher";

const log = jest.fn();
beforeEach(() => log.mockClear());

function enrichWith(enrichers: readonly Enricher[]) {
  return createEnrich({ enrichers: () => enrichers, limit: (work) => work, log });
}

const saying = (label: string, value: string): Enricher => ({
  name: "test",
  enrich: () => ({ rows: [{ label, value }] }),
});
const raising = (why: string): Enricher => ({ name: "test", enrich: async () => ({ rows: [], raise: why }) });
const failing: Enricher = {
  name: "broken",
  enrich: () => {
    throw new TypeError("secret text");
  },
};

it("adds rows below those of the detection, in the enrichers' order", async () => {
  const enrich = enrichWith([saying("Country", "Germany (DE)"), saying("Owner", "finance")]);
  const { match } = await enrich(anAlert({ details: { Policy: "public" } }));
  expect(Object.entries(match.details ?? {})).toEqual([
    ["Policy", "public"],
    ["Country", "Germany (DE)"],
    ["Owner", "finance"],
  ]);
});

it("keeps what a detection says under the same label", async () => {
  const { match } = await enrichWith([saying("Network", "AS64500")])(
    anAlert({ details: { Network: "198.51.0.0/16" } }),
  );
  expect(match.details).toEqual({ Network: "198.51.0.0/16, AS64500" });
});

it("leaves the alert as it was where nothing is known", async () => {
  const alert = anAlert();
  expect(await enrichWith([])(alert)).toBe(alert);
  expect(await enrichWith([{ name: "mute", enrich: () => ({ rows: [] }) }])(alert)).toBe(alert);
});

it("leaves out what fails, and says so in the log without the error's text", async () => {
  const { match } = await enrichWith([failing, saying("Owner", "finance")])(anAlert());
  expect(match.details).toEqual({ Owner: "finance" });
  expect(log.mock.calls).toEqual([
    ["WARN", "enrichment failed", { enrichment: "broken", error: "TypeError", detection: match.detection }],
  ]);
});

it("leaves out what takes too long", async () => {
  const never: Enricher = { name: "slow", enrich: () => new Promise(() => undefined) };
  const limit = <T>(work: Promise<T>) => Promise.race([work, Promise.reject<T>(new Error("late"))]);
  const alert = anAlert();
  expect(await createEnrich({ enrichers: () => [never], limit, log })(alert)).toBe(alert);
  expect(log).toHaveBeenCalledTimes(1);
});

it("leaves alerts as they are where the enrichers cannot be had, and tries once", async () => {
  const enrichers = jest.fn(() => {
    throw new SyntaxError("settings");
  });
  const enrich = createEnrich({ enrichers, limit: (work) => work, log });
  const alert = anAlert();
  expect(await enrich(alert)).toBe(alert);
  expect(await enrich(alert)).toBe(alert);
  expect(enrichers).toHaveBeenCalledTimes(1);
  expect(log).toHaveBeenCalledTimes(1);
});

it("makes an alert one level more severe, however many ask for it, and says why", async () => {
  const enrich = enrichWith([raising("the bucket's data is classified restricted"), raising("it is Sunday")]);
  const raised = await enrich(anAlert({ severity: "medium" }));
  expect(raised.severity).toBe("high");
  expect(raised.match.details).toEqual({
    Severity: "raised from medium, since the bucket's data is classified restricted",
  });
});

it("cannot make what is critical more severe", async () => {
  const alert = anAlert({ severity: "critical" });
  expect(await enrichWith([raising("it matters")])(alert)).toBe(alert);
});

it("cuts a text that no one would read", async () => {
  const { match } = await enrichWith([saying("Owner", "x".repeat(100_000))])(anAlert());
  expect(match.details?.["Owner"]).toHaveLength(1024);
});
