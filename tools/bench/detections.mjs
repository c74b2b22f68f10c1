import { createRequire } from "node:module";
import { bundle } from "./bundle.mjs";
import { best } from "./measure.mjs";

const require = createRequire(import.meta.url);

const ROUNDS = 5_000;
const SHOWN = 10;
const LONG = "x".repeat(1_000);

/** What a pattern asks of an event, as far as plain texts go. */
function literals(pattern) {
  if (Array.isArray(pattern)) return pattern.find((one) => typeof one !== "object");
  const fields = Object.entries(pattern).flatMap(([name, value]) => {
    if (name === "$or") return Object.entries(literals(value[0]) ?? {});
    const inner = literals(value);
    return inner === undefined ? [] : [[name, inner]];
  });
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

function merge(base, over) {
  const isFields = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isFields(base) || !isFields(over)) return over;
  return {
    ...base,
    ...Object.fromEntries(Object.entries(over).map(([name, value]) => [name, merge(base[name], value)])),
  };
}

/** In what the events differ that a pattern hears: who, from where, and how it ended. */
const VARIANTS = [
  {},
  { sourceIPAddress: "203.0.113.9" },
  {
    sourceIPAddress: "cloudtrail.amazonaws.com",
    userIdentity: { type: "AWSService", invokedBy: "cloudtrail.amazonaws.com" },
  },
  { errorCode: "AccessDenied", errorMessage: "Access Denied" },
  { errorCode: "NoSuchBucket" },
  { userAgent: LONG, requestParameters: { key: LONG } },
];

function findingOf({ source, "detail-type": detailType, detail = {} }) {
  return {
    kind: "finding",
    feed: source.slice("aws.".length),
    id: "a",
    findingId: "b",
    time: 0,
    type: "Any:Thing/AtAll",
    title: "anything",
    severity: "low",
    account: "111122223333",
    region: "eu-central-1",
    detail,
    envelope: { source, "detail-type": detailType, detail },
  };
}

/** Events that a detection would be asked about, and some that a neighbour's rule may bring to it. */
function eventsFor(detection, settings, { cloudTrail, parseCloudTrail }) {
  return detection.patterns(settings).flatMap((pattern) => {
    const asked = literals(pattern) ?? {};
    if (detection.kind === "finding") return [findingOf(asked)];
    return VARIANTS.map((variant) => parseCloudTrail(merge(merge(cloudTrail(), asked.detail ?? {}), variant)).event);
  });
}

/** Microseconds that each detection takes to say no, for the event that keeps it longest. */
export async function benchDetections() {
  const file = await bundle(
    "detections",
    `export { DETECTIONS } from "./engine/detections/registry";
     export { contextOf } from "./engine/detections/engine/context";
     export { detectorSettings } from "./testing/test-detection";
     export { cloudTrail } from "./testing/fixtures/cloudtrail-fixture";
     export { parseCloudTrail } from "./engine/events/cloudtrail/parse-cloudtrail";`,
  );
  const { DETECTIONS, contextOf, detectorSettings, ...events } = require(file);
  const settings = detectorSettings();
  const context = contextOf(settings);
  const results = DETECTIONS.map((detection) => {
    const silent = eventsFor(detection, settings, events).filter(
      (event) => event && !detection.matches(event, context),
    );
    const times = silent.map((event) => {
      const seconds = best(() => {
        for (let i = 0; i < ROUNDS; i++) detection.matches(event, context);
      }, 7);
      return (seconds / ROUNDS) * 1e6;
    });
    return { id: detection.id, events: silent.length, time: Math.max(0, ...times) };
  });
  const measured = results.filter((one) => one.events > 0).toSorted((a, b) => b.time - a.time);
  for (const { id, time } of measured.slice(0, SHOWN)) console.log(`  ${time.toFixed(2)} us  ${id}`);
  const always = results.filter((one) => one.events === 0).map(({ id }) => id);
  console.log(`  of ${results.length} detections; ${always.length} match whatever they hear`);
}
