import { existsSync } from "node:fs";
import { join } from "node:path";
import { detectorSettings } from "../../testing/test-detection";
import { DETECTIONS, enabledDetections } from "./registry";

describe("DETECTIONS", () => {
  it("have ids of their own", () => {
    expect(new Set(DETECTIONS.map(({ id }) => id)).size).toBe(DETECTIONS.length);
  });

  it.each(DETECTIONS.map((detection) => [detection.id, detection] as const))(
    "%s lies where its id says and has a test beside it",
    (id) => {
      const path = join(__dirname, id.replace(".", "/"));
      expect([`${path}.ts`, `${path}.test.ts`].map((file) => existsSync(file))).toEqual([true, true]);
    },
  );

  it.each(DETECTIONS.map((detection) => [detection.id, detection] as const))(
    "%s says what it is worth to a reader",
    (_, detection) => {
      expect(detection.title.length).toBeLessThanOrEqual(80);
      expect(detection.attack.every((id) => /^TA\d{4}:T\d{4}(\.\d{3})?$/.test(id))).toBe(true);
      expect(detection.misses).not.toHaveLength(0);
      expect(detection.falsePositives).not.toHaveLength(0);
      // What `palisade detections new` leaves to be written.
      expect(JSON.stringify(detection)).not.toContain("TODO");
    },
  );
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
