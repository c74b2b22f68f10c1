import type { Alert } from "@palisade/engine/alerts/alert";
import { SEVERITIES, type Severity } from "@palisade/engine/severity";
import fc from "fast-check";
import type { PalisadeConfig } from "../../config/config";
import { parseConfig } from "../../config/load-config";
import { ConfigError } from "../../config/yaml/config-error";
import { AlertChain } from "../../testing/alert-chain";
import { anAlert } from "../../testing/fixtures/alert-fixture";

const HEAD = `
project: palisade
account: "111122223333"
region: eu-central-1
enrich: {bucketTags: {environment: env}}
perimeters:
  office: {buckets: [example-data], allow: {cidrs: [203.0.113.0/24]}}
`.trimStart();

const NIGHT = Date.parse("2026-03-02T23:10:00Z");
const NOON = Date.parse("2026-03-03T12:10:00Z");
const EVENING = Date.parse("2026-03-04T18:00:00Z");

const KINDS: Readonly<Record<string, object>> = {
  slack: { kind: "slack", webhook: "ssm:/palisade/slack" },
  teams: { kind: "teams", webhook: "ssm:/palisade/teams" },
  discord: { kind: "discord", webhook: "ssm:/palisade/discord" },
  pagerduty: { kind: "pagerduty", routingKey: "ssm:/palisade/pagerduty" },
  webhook: { kind: "webhook", url: "https://soc.example.com/hook", secret: "ssm:/palisade/soc" },
  securityhub: { kind: "securityhub" },
};

interface Recipients {
  readonly alerts: object;
  readonly channels?: object;
  readonly routes?: readonly object[];
  readonly default?: readonly string[];
  readonly quietHours?: object;
  readonly digest?: object;
}

const names = Object.keys(KINDS);
const severity = fc.constantFrom(...SEVERITIES);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Channels are named after their kind; those that no route names are default ones. */
const recipients: fc.Arbitrary<Recipients> = fc
  .record({
    email: fc.boolean(),
    sms: fc.boolean(),
    emailSeverity: some(severity),
    smsSeverity: some(severity),
    kinds: fc.uniqueArray(fc.constantFrom(...names, "pagerduty", "securityhub"), { maxLength: 3 }),
    rateCap: fc.integer({ min: 1, max: 30 }),
    routes: fc.array(
      fc.record({
        severity: some(severity),
        detections: some(fc.constant(["s3.policy-*"])),
        buckets: some(fc.constant(["example-*"])),
        environments: some(fc.constant(["production"])),
        channel: fc.nat(),
      }),
      { maxLength: 2 },
    ),
    below: some(fc.constantFrom(...SEVERITIES.slice(1))),
    isQuiet: fc.boolean(),
    hasDigest: fc.boolean(),
  })
  .map(({ email, sms, emailSeverity, smsSeverity, kinds, rateCap, routes, below, isQuiet, hasDigest }) => {
    const channels = Object.fromEntries(kinds.map((kind) => [kind, { ...KINDS[kind], rateCap }]));
    const routed = kinds.length === 0 ? [] : routes.flatMap((route) => routeOf(route, kinds));
    const used = new Set(routed.flatMap((route) => route.channels));
    const unused = kinds.filter((kind) => !used.has(kind));
    return {
      alerts: {
        ...(email && { email: ["security@example.com"] }),
        ...(sms && { sms: ["+12025550123"] }),
        ...(emailSeverity && { emailSeverity }),
        ...(smsSeverity && { smsSeverity }),
      },
      ...(kinds.length > 0 && { channels, routes: routed, default: unused.length > 0 ? unused : kinds.slice(0, 1) }),
      ...(isQuiet && { quietHours: { from: "20:00", to: "07:00", ...(below && { below }) } }),
      ...(hasDigest && { digest: { at: "07:30" } }),
    };
  })
  .filter(({ alerts, channels }) => "email" in alerts || "sms" in alerts || channels !== undefined);

function routeOf({ channel, ...given }: { readonly channel: number } & object, kinds: readonly string[]) {
  const conditions = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (Object.keys(conditions).length === 0) return [];
  return [{ ...conditions, channels: [kinds[channel % kinds.length] as string] }];
}

function textOf(given: Recipients): string {
  return `${HEAD}${Object.entries(given)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join("")}`;
}

function faultsOf(text: string): readonly string[] {
  try {
    parseConfig(text, "palisade.yaml");
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** Every severity, first and last of an incident, for everything that a route of `recipients` looks at. */
function everyAlert(at: number): readonly Alert[] {
  const subjects = [
    { detection: "s3.policy-made-public", bucket: "example-data", environment: "production" },
    { detection: "s3.policy-made-public", bucket: "other-data", environment: undefined },
    { detection: "s3.blocked-outside-allowlist", bucket: "example-data", environment: undefined },
    { detection: "s3.blocked-outside-allowlist", bucket: "other-data", environment: "production" },
    { detection: "s3.blocked-outside-allowlist", bucket: "other-data", environment: undefined },
  ];
  return SEVERITIES.flatMap((severity) =>
    subjects.flatMap(({ detection, bucket, environment }) => {
      const dedupKey = [at, severity, detection, bucket, environment].join("|");
      return (["opened", "closed"] as const).map((kind) => {
        const match = { severity, detection, bucket, dedupKey, time: at };
        return anAlert(match, { id: kind === "opened" ? "1.0" : "1.1", kind, ...(environment && { environment }) });
      });
    }),
  );
}

async function lossesOf(config: PalisadeConfig, { digest }: Recipients): Promise<readonly string[]> {
  const chain = new AlertChain(config, digest !== undefined);
  for (const at of [NIGHT, NOON]) {
    for (const [index, alert] of everyAlert(at).entries()) chain.publish(alert, at + index * 1000);
  }
  return chain.finish(EVENING);
}

/** All together, or one of a night alone: what waits for one channel may be read in a digest that is sent because of another. */
async function isAnyLost(config: PalisadeConfig, given: Recipients): Promise<boolean> {
  if ((await lossesOf(config, given)).length > 0) return true;
  for (const alert of everyAlert(NIGHT)) {
    const chain = new AlertChain(config, false);
    chain.publish(alert, NIGHT);
    if ((await chain.finish(EVENING)).length > 0) return true;
  }
  return false;
}

/** The same without the check: a reader is added to the file, and taken away from what is made of it. */
function unchecked(given: Recipients): PalisadeConfig {
  const config = parseConfig(textOf({ ...given, alerts: { email: ["security@example.com"] } }), "palisade.yaml");
  const {
    email = [],
    sms = [],
    ...rest
  } = given.alerts as { email?: string[]; sms?: string[]; emailSeverity?: Severity };
  return { ...config, alerts: { ...config.alerts, ...rest, email, sms } };
}

describe("every alert, of every severity and hour", () => {
  it("is shown, counted or in a digest that someone reads, with every configuration that is accepted", async () => {
    await fc.assert(
      fc.asyncProperty(recipients, async (given) => {
        const text = textOf(given);
        fc.pre(faultsOf(text).length === 0);
        expect(await lossesOf(parseConfig(text, "palisade.yaml"), given)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("would be lost with every configuration that is refused", async () => {
    await fc.assert(
      fc.asyncProperty(recipients, async (given) => {
        fc.pre(faultsOf(textOf(given)).length > 0);
        expect(await isAnyLost(unchecked(given), given)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});
