import { detectorSettings } from "../../../testing/test-detection";
import { DETECTIONS } from "../registry";
import { objectCallsAnywhere } from "./object-calls-anywhere";

describe("objectCallsAnywhere", () => {
  it("wants copies of every bucket, and nothing else", () => {
    expect(objectCallsAnywhere(detectorSettings())).toEqual(["CopyObject", "UploadPartCopy"]);
  });

  it("wants nothing where no enabled detection does", () => {
    const detections = Object.fromEntries(
      DETECTIONS.map(({ id }) => [id, { enabled: id === "s3.object-delete-burst" }]),
    );
    expect(objectCallsAnywhere(detectorSettings({ detections }))).toEqual([]);
  });
});
