import { FOREIGN } from "../../../testing/fixtures/cloudtrail-fixture";
import { parseCopySource } from "./copy-source";

describe("parseCopySource", () => {
  it.each([
    ["data/a.csv", "data", "a.csv"],
    ["/data/a.csv", "data", "a.csv"],
    ["data/reports/2026%20Q1/a%2Bb.csv", "data", "reports/2026 Q1/a+b.csv"],
    ["%2Fdata%2Freports%2Fa.csv", "data", "reports/a.csv"],
    ["data/a.csv?versionId=3HL4kqtJvjVBH40Nrjfkd", "data", "a.csv"],
    ["data/what%3FversionId=1.csv?versionId=null", "data", "what?versionId=1.csv"],
    ["data/100%.csv", "data", "100%.csv"],
    ["data/folder/", "data", "folder/"],
  ])("reads %s", (header, bucket, key) => {
    expect(parseCopySource(header)).toEqual({ bucket, key });
  });

  it.each([
    [`arn:aws:s3:eu-central-1:${FOREIGN}:accesspoint/reports/object/2026/a.csv`],
    [encodeURIComponent(`arn:aws:s3:eu-central-1:${FOREIGN}:accesspoint/reports/object/2026/a.csv`)],
  ])("reads the access point in %s", (header) => {
    expect(parseCopySource(header)).toEqual({
      bucket: `arn:aws:s3:eu-central-1:${FOREIGN}:accesspoint/reports`,
      key: "2026/a.csv",
    });
  });

  it.each([[undefined], ["nothing"], ["arn:aws:s3:::data/key"], [`data/${"%41".repeat(40_000)}`]])(
    "knows nothing of %.40s",
    (header) => {
      expect(parseCopySource(header)).toBeUndefined();
    },
  );
});
