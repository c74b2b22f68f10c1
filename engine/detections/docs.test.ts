import { DETECTION_DOCS, docsOf } from "./docs";
import { ALL_DETECTIONS } from "./registry";

describe("DETECTION_DOCS", () => {
  it("holds the docs of every detection in the registry, in its order, and of no other", () => {
    expect(Object.keys(DETECTION_DOCS)).toEqual(ALL_DETECTIONS.map(({ id }) => id));
  });

  it.each(Object.entries(DETECTION_DOCS))("says what %s is worth to a reader", (_, docs) => {
    expect(docs.attack.every((id) => /^TA\d{4}:T\d{4}(\.\d{3})?$/.test(id))).toBe(true);
    expect(docs.description).not.toBe("");
    expect(docs.misses).not.toHaveLength(0);
    expect(docs.falsePositives).not.toHaveLength(0);
    // What `palisade detections new` leaves to be written.
    expect(JSON.stringify(docs)).not.toContain("TODO");
  });

  it("names the file that is missing for a detection without docs", () => {
    expect(() => docsOf({ id: "s3.something-odd" })).toThrow(
      "no docs of detection s3.something-odd, expected its s3/something-odd.docs.ts in DETECTION_DOCS",
    );
  });
});
