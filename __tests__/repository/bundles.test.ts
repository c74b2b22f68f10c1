import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ALL_DETECTIONS, DETECTIONS } from "../../functions/contract";
import { ACCESS_LOG_DETECTIONS } from "../../functions/src/detections/access-log-detections";

const functions = path.join(__dirname, "../../functions");

describe("the functions' bundles", () => {
  let detector = "";
  let closer = "";
  let notifier = "";
  let digest = "";
  let accessLogs = "";
  beforeAll(() => {
    execFileSync(process.execPath, [path.join(functions, "build.mjs")]);
    detector = readFileSync(path.join(functions, "dist/detector/index.js"), "utf8");
    closer = readFileSync(path.join(functions, "dist/close-incidents/index.js"), "utf8");
    notifier = readFileSync(path.join(functions, "dist/notifier/index.js"), "utf8");
    digest = readFileSync(path.join(functions, "dist/digest/index.js"), "utf8");
    accessLogs = readFileSync(path.join(functions, "dist/access-logs/index.js"), "utf8");
  }, 60_000);

  it("hold no text that only the docs show", () => {
    for (const bundle of [detector, closer, notifier, accessLogs]) {
      expect(bundle).not.toMatch(/\b(misses|falsePositives):/);
    }
  });

  it("hold every detection where events are judged, and its runbook wherever alerts are written", () => {
    const missing = DETECTIONS.filter(({ id }) => !detector.includes(`id:"${id}"`)).map(({ id }) => id);
    expect(missing).toEqual([]);
    const unread = ACCESS_LOG_DETECTIONS.filter(({ id }) => !accessLogs.includes(`id:"${id}"`)).map(({ id }) => id);
    expect(unread).toEqual([]);
    const runbooks = Object.fromEntries(ALL_DETECTIONS.map(({ id, runbook }) => [id, runbook]));
    for (const handler of ["detector", "close-incidents", "access-logs"]) {
      const beside = readFileSync(path.join(functions, "dist", handler, "runbooks.json"), "utf8");
      expect(JSON.parse(beside)).toEqual(runbooks);
    }
  });

  it("start fast: the detector has at most 450 KB, and the notifier, of which each alert may be the first in hours, 350 KB", () => {
    expect(Buffer.byteLength(detector)).toBeLessThanOrEqual(450 * 1024);
    expect(Buffer.byteLength(notifier)).toBeLessThanOrEqual(350 * 1024);
  });

  it("read no access logs where events are judged", () => {
    for (const bundle of [detector, closer, notifier, digest]) {
      expect(bundle).not.toMatch(/id:"s3\.access-log-|no end of the referrer and user agent/);
    }
  });

  it("judge no events where access logs are read", () => {
    expect(DETECTIONS.filter(({ id }) => accessLogs.includes(`id:"${id}"`))).toEqual([]);
  });

  it("leave the code of the detections out where none runs", () => {
    for (const bundle of [closer, digest]) expect(bundle).not.toMatch(/dedupBy:|enabledByDefault:/);
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
