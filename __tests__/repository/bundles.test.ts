import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { DETECTIONS } from "../../functions/contract";

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
    // However the texts are quoted.
    const bare = (text: string) => text.replaceAll(/[\\"]/g, "");
    for (const bundle of [detector, closer].map(bare)) {
      const without = DETECTIONS.filter(({ runbook }) => !runbook.every((step) => bundle.includes(bare(step))));
      expect(without.map(({ id }) => id)).toEqual([]);
    }
  });

  it("start fast where each alert may be the first in hours: the notifier has at most 350 KB", () => {
    expect(Buffer.byteLength(notifier)).toBeLessThanOrEqual(350 * 1024);
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
