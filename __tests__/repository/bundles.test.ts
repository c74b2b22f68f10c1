import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { docsOf } from "@palisade/engine/detections/docs";
import { ACCESS_LOG_DETECTIONS, ALL_DETECTIONS, DETECTIONS } from "@palisade/engine/detections/registry";

const functions = path.join(__dirname, "../../functions");

/** How the start of a text stands in minified code, whose quotes esbuild chooses. */
const literal = (text: string) => (text.split(/["'`\\$\n]|[^ -~]/)[0] ?? "").trim();

describe("the functions' bundles", () => {
  let detector = "";
  let closer = "";
  let notifier = "";
  let digest = "";
  let accessLogs = "";
  beforeAll(() => {
    execFileSync(process.execPath, [path.join(functions, "../tools/build/build.mjs"), "functions"]);
    detector = readFileSync(path.join(functions, "dist/detector/index.js"), "utf8");
    closer = readFileSync(path.join(functions, "dist/close-incidents/index.js"), "utf8");
    notifier = readFileSync(path.join(functions, "dist/notifier/index.js"), "utf8");
    digest = readFileSync(path.join(functions, "dist/digest/index.js"), "utf8");
    accessLogs = readFileSync(path.join(functions, "dist/access-logs/index.js"), "utf8");
  }, 60_000);

  it("hold every detection where events are judged, and its runbook wherever alerts are written", () => {
    const missing = DETECTIONS.filter(({ id }) => !detector.includes(`id:"${id}"`)).map(({ id }) => id);
    expect(missing).toEqual([]);
    const unread = ACCESS_LOG_DETECTIONS.filter(({ id }) => !accessLogs.includes(`id:"${id}"`)).map(({ id }) => id);
    expect(unread).toEqual([]);
    for (const bundle of [detector, closer, accessLogs]) {
      const unwritten = ALL_DETECTIONS.filter(
        (detection) => !docsOf(detection).runbook.every((step) => bundle.includes(literal(step))),
      );
      expect(unwritten.map(({ id }) => id)).toEqual([]);
    }
  });

  it("read no access logs where events are judged", () => {
    for (const bundle of [detector, closer, notifier, digest]) {
      expect(bundle).not.toContain("no end of the referrer and user agent");
    }
  });

  it("hold detections only where events are judged, and only those on these events", () => {
    for (const bundle of [closer, notifier, digest]) expect(bundle).not.toMatch(/dedupBy:|enabledByDefault:/);
    const defined = (bundle: string) => ({
      onEvents: DETECTIONS.some(({ id }) => bundle.includes(`id:"${id}"`)),
      onLines: ACCESS_LOG_DETECTIONS.some(({ id }) => bundle.includes(`id:"${id}"`)),
    });
    expect(defined(detector)).toEqual({ onEvents: true, onLines: false });
    expect(defined(accessLogs)).toEqual({ onEvents: false, onLines: true });
  });

  it("load no package at run time but those for credentials and multi-region access points, which no function needs", () => {
    const unneeded = /^(?:import @(aws-sdk|smithy)\/credential-provider-|require @aws-sdk\/signature-v4-crt$)/;
    for (const bundle of [detector, closer, notifier, digest, accessLogs]) {
      const packages = [...bundle.matchAll(/\b(require|import)\("(@[^"]+)"\)/g)].map(
        ([, how, name]) => `${how} ${name}`,
      );
      expect(packages.filter((one) => !unneeded.test(one))).toEqual([]);
    }
  });
});
