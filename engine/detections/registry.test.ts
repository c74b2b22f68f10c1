import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { detectorSettings } from "../../testing/test-detection";
import {
  ACCESS_LOG_DETECTIONS,
  ALL_DETECTIONS,
  DETECTIONS,
  enabledAccessLogDetections,
  enabledDetections,
} from "./registry";

const BY_ID = ALL_DETECTIONS.map((detection) => [detection.id, detection] as const);

describe("ALL_DETECTIONS", () => {
  it("have ids of their own", () => {
    expect(new Set(ALL_DETECTIONS.map(({ id }) => id)).size).toBe(ALL_DETECTIONS.length);
  });

  it("hold every detection that has a file", () => {
    const folders = ["s3", "iam", "account", "findings"];
    const files = folders.flatMap((folder) =>
      readdirSync(join(__dirname, folder))
        .filter((name) => /^[a-z0-9-]+\.ts$/.test(name))
        .map((name) => `${folder}.${name.replace(".ts", "")}`),
    );
    expect(files.sort()).toEqual(ALL_DETECTIONS.map(({ id }) => id).sort());
  });

  it.each(BY_ID)("%s lies where its id says, with its docs and a test beside it", (id) => {
    const path = join(__dirname, id.replace(".", "/"));
    const files = [`${path}.ts`, `${path}.docs.ts`, `${path}.test.ts`];
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it.each(BY_ID)("%s has a title that fits a subject line", (_, detection) => {
    expect(detection.title.length).toBeLessThanOrEqual(80);
    // What `palisade detections new` leaves to be written.
    expect(JSON.stringify(detection)).not.toContain("TODO");
  });
});

describe("enabledDetections", () => {
  it("follows the defaults, then the settings", () => {
    const ids = (detections = {}) => enabledDetections(detectorSettings({ detections })).map(({ id }) => id);
    expect(ids()).toEqual(DETECTIONS.filter(({ enabledByDefault }) => enabledByDefault).map(({ id }) => id));
    const tuned = ids({
      "s3.access-outside-allowlist": { enabled: false },
      "s3.denied-inside-allowlist": { enabled: true },
    });
    expect(tuned).not.toContain("s3.access-outside-allowlist");
    expect(tuned).toContain("s3.denied-inside-allowlist");
  });
});

describe("enabledAccessLogDetections", () => {
  it("follows the defaults, then the settings", () => {
    const ids = (detections = {}) => enabledAccessLogDetections(detectorSettings({ detections })).map(({ id }) => id);
    expect(ids()).toEqual(ACCESS_LOG_DETECTIONS.filter((one) => one.enabledByDefault).map(({ id }) => id));
    const tuned = ids({
      "s3.access-log-outside-allowlist": { enabled: false },
      "s3.access-log-anonymous-access": { enabled: true },
    });
    expect(tuned).not.toContain("s3.access-log-outside-allowlist");
    expect(tuned).toContain("s3.access-log-anonymous-access");
  });
});
