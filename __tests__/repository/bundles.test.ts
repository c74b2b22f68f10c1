import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ALL_DETECTIONS, DETECTIONS } from "../../functions/contract";

const functions = path.join(__dirname, "../../functions");

describe("the functions' bundles", () => {
  let detector = "";
  let closer = "";
  let notifier = "";
  let digest = "";
  beforeAll(() => {
    execFileSync(process.execPath, [path.join(functions, "build.mjs")]);
    detector = readFileSync(path.join(functions, "dist/detector/index.js"), "utf8");
    closer = readFileSync(path.join(functions, "dist/close-incidents/index.js"), "utf8");
    notifier = readFileSync(path.join(functions, "dist/notifier/index.js"), "utf8");
    digest = readFileSync(path.join(functions, "dist/digest/index.js"), "utf8");
  }, 60_000);

  it("hold no text that only the docs show", () => {
    for (const bundle of [detector, closer, notifier]) expect(bundle).not.toMatch(/\b(misses|falsePositives):/);
  });

  it("hold every detection where events are judged, and its runbook wherever alerts are written", () => {
    const missing = DETECTIONS.filter(({ id }) => !detector.includes(`id:"${id}"`)).map(({ id }) => id);
    expect(missing).toEqual([]);
    const runbooks = Object.fromEntries(ALL_DETECTIONS.map(({ id, runbook }) => [id, runbook]));
    for (const handler of ["detector", "close-incidents"]) {
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

  it("leave the code of the detections out where none runs", () => {
    for (const bundle of [closer, digest]) expect(bundle).not.toMatch(/dedupBy:|enabledByDefault:/);
  });

  it("load no package at run time but those for credentials that Lambda never needs", () => {
    for (const bundle of [detector, closer, notifier, digest]) {
      const packages = [...bundle.matchAll(/\b(require|import)\("(@[^"]+)"\)/g)].map(
        ([, how, name]) => `${how} ${name}`,
      );
      expect(packages.filter((one) => !/^import @(aws-sdk|smithy)\/credential-provider-/.test(one))).toEqual([]);
    }
  });
});
