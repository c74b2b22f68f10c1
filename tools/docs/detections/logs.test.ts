import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import { detectionDocs } from "./docs";
import { DOCUMENTED_DETECTIONS } from "./documented-detections";
import { LOGS } from "./logs";

describe("the logs on the detections page", () => {
  it("are those that detections look at: each of these has one, and each has a detection", () => {
    const logsOf = ALL_DETECTIONS.map((detection) => LOGS.filter(({ holds }) => holds(detection)).length);
    expect(new Set(logsOf)).toEqual(new Set([1]));
    expect(LOGS.filter(({ holds }) => !ALL_DETECTIONS.some(holds))).toEqual([]);
  });

  it("say how many detections look at them, and how late they come", () => {
    const page = detectionDocs(DOCUMENTED_DETECTIONS).get("docs/catalogue/detections.md") ?? "";
    expect(page).toMatch(/## Which log shows what, and how late\n/);
    expect(page).toMatch(/\| S3 server access logs \| 7 \| .* \| hours, and some lines never: .* \|\n/);
  });

  it("are left out where no detection looks at any", () => {
    expect(detectionDocs([]).get("docs/catalogue/detections.md")).not.toContain("Which log shows what");
  });
});
