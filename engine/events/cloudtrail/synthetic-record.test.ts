import { cloudTrail } from "../../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings } from "../../../testing/test-detection";
import { createEngine } from "../../detections/engine/engine";
import { wrap } from "../wrap";
import { parseCloudTrail } from "./parse-cloudtrail";
import { markSynthetic } from "./synthetic-record";

const titlesOf = (record: ReturnType<typeof cloudTrail>) => {
  const parsed = parseCloudTrail(wrap(record));
  if (parsed.kind !== "event") throw new Error("the sample record is skipped");
  return createEngine(detectorSettings())
    .detect(parsed.event)
    .matches.map(({ title }) => title);
};

describe("a synthetic record", () => {
  const refused = cloudTrail({ errorCode: "AccessDenied" });

  it("says in its alert's title that it is a test", () => {
    const titles = titlesOf(markSynthetic(refused));
    expect(titles).toContain("TEST: S3 request from outside the allowlist was blocked");
    expect(titles.filter((title) => !title.startsWith("TEST: "))).toEqual([]);
  });

  it.each([
    ["a user agent", { userAgent: "palisadeTest" }],
    ["a request's parameter", { requestParameters: { palisadeTest: true } }],
    ["a text in place of the flag", { palisadeTest: "true" }],
  ])("is not made by %s", (_name, overrides) => {
    expect(titlesOf(cloudTrail({ errorCode: "AccessDenied", ...overrides }))).toContain(
      "S3 request from outside the allowlist was blocked",
    );
  });
});
