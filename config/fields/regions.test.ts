import { REGION_PATTERN, readRegionName, regionsOf } from "./regions";

const PARTITIONS = ["aws", "aws-cn", "aws-us-gov"] as const;

describe("names of regions", () => {
  it("finds every region of the list in its own partition, and in the pattern for editors", () => {
    for (const partition of PARTITIONS) {
      for (const region of regionsOf(partition)) {
        expect([region, readRegionName(region)]).toEqual([region, { kind: "known", partition }]);
        expect(region).toMatch(new RegExp(REGION_PATTERN));
      }
    }
  });

  it.each([
    ["ap-southeast-12", { kind: "possible", partition: "aws", nearest: "ap-southeast-1" }],
    ["cn-south-1", { kind: "possible", partition: "aws-cn", nearest: "cn-north-1" }],
    ["us-gov-central-1", { kind: "possible", partition: "aws-us-gov", nearest: undefined }],
    ["us-iso-east-1", { kind: "unsupported", partition: "aws-iso" }],
    ["us-isob-east-1", { kind: "unsupported", partition: "aws-iso-b" }],
    ["eu-west-0", { kind: "impossible", nearest: "eu-west-1" }],
    ["eu-west-1a", { kind: "impossible", nearest: "eu-west-1" }],
    ["global", { kind: "impossible", nearest: undefined }],
    ["", { kind: "impossible", nearest: undefined }],
  ])("reads %s", (name, expected) => {
    expect(readRegionName(name)).toEqual(expected);
  });
});
