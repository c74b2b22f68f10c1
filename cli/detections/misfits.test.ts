import { wrap } from "@palisade/engine/events/wrap";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import { misfitsOf } from "./misfits";

const resources = [{ accountId: "111122223333", ARN: "arn:aws:s3:::sensitive-data" }, { type: "AWS::S3::Object" }];
const envelope = wrap(cloudTrail({ errorCode: "NoSuchKey", resources }));

describe("misfitsOf", () => {
  it.each<[string, Parameters<typeof misfitsOf>[0], readonly string[]]>([
    ["nothing where all fits", { source: ["aws.s3"], detail: { eventName: [{ prefix: "Get" }] } }, []],
    ["a literal", { source: ["aws.iam"] }, ['source is "aws.s3", expected "aws.iam"']],
    ["one of several", { detail: { eventName: ["A", "B"] } }, ['detail.eventName is "GetObject", expected "A" or "B"']],
    [
      "many",
      { detail: { eventName: [..."ABCDEFGHIJ"] } },
      ['detail.eventName is "GetObject", expected "A" or "B" or "C" or "D" or "E" or "F" or "G" or "H" or 2 more'],
    ],
    [
      "what must be absent",
      { detail: { errorCode: [{ exists: false }] } },
      ['detail.errorCode is "NoSuchKey", expected to be absent'],
    ],
    [
      "what must be present",
      { detail: { errorMessage: [{ exists: true }] } },
      ["detail.errorMessage is absent, expected to be present"],
    ],
    [
      "filters",
      {
        detail: {
          eventName: [{ suffix: "Acl" }, { "anything-but": ["GetObject"] }, { wildcard: "*Policy*" }],
          awsRegion: [{ prefix: "us-" }],
        },
      },
      [
        'detail.eventName is "GetObject", expected to end with "Acl" or anything but ["GetObject"] or like "*Policy*"',
        'detail.awsRegion is "eu-central-1", expected to begin with "us-"',
      ],
    ],
    [
      "filters without case",
      {
        detail: {
          eventName: [{ "equals-ignore-case": "putobject" }],
          userAgent: [{ prefix: { "equals-ignore-case": "s3 browser" } }, { "anything-but": { prefix: "[aws" } }],
          eventVersion: [{ numeric: [">", 1] }],
        },
      },
      [
        'detail.eventName is "GetObject", expected "putobject" in upper or lower case',
        'detail.userAgent is "[aws-cli/2.18.5 md/awscrt#0.22.0]", expected to begin with "s3 browser" in upper or lower case or anything but {"prefix":"[aws"}',
        'detail.eventVersion is "1.11", expected numeric [">",1]',
      ],
    ],
    [
      "alternatives by what keeps the event from each",
      { detail: { $or: [{ eventName: ["PutObject"] }, { errorCode: ["AccessDenied"] }] } },
      [
        'detail meets none of 2 conditions: detail.eventName is "GetObject", expected "PutObject"; detail.errorCode is "NoSuchKey", expected "AccessDenied"',
      ],
    ],
    [
      "what the objects of a list hold",
      { detail: { resources: { ARN: ["arn:aws:s3:::other"] } } },
      ['detail.resources.ARN is ["arn:aws:s3:::sensitive-data"], expected "arn:aws:s3:::other"'],
    ],
  ])("names %s", (_, pattern, expected) => {
    expect(misfitsOf(pattern, envelope).map(({ field, why }) => `${field} ${why}`)).toEqual(expected);
  });

  it("shows little of a long value, and nothing that acts on a terminal", () => {
    const hostile = wrap(cloudTrail({ userAgent: `\u001b[2J\u202e${"x".repeat(10_000)}` }));
    const [misfit] = misfitsOf({ detail: { userAgent: ["other"] } }, hostile);
    expect(misfit?.why.length).toBeLessThan(150);
    expect(misfit?.why).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });
});
