import { classifySource, sourceText } from "./source";

const nobody = { type: "IAMUser", invokedBy: undefined };

describe("classifySource", () => {
  it.each([
    ["198.51.100.23", "public"],
    ["2001:db8::1", "public"],
    ["10.0.0.1", "private"],
    ["fd00::1", "private"],
    ["AWS Internal", "aws-internal"],
    ["AWS Internal/3", "aws-internal"],
    ["aws.internal", "aws-internal"],
    ["", "absent"],
    [undefined, "absent"],
    [null, "absent"],
    [["198.51.100.23"], "absent"],
    ["-", "unparseable"],
    ["30.*.0.210", "unparseable"],
    ["253.252.51.07", "unparseable"],
    ["81.2.69.142, 192.168.10.10", "unparseable"],
    ["AWS Internals", "unparseable"],
    ["s3.amazonaws.com", "unparseable"],
    ["x".repeat(100_000), "unparseable"],
  ])("reads %p as %s", (text, kind) => {
    expect(classifySource(text, nobody).kind).toBe(kind);
  });

  it("believes a service's name when the identity is a service or one acts for it", () => {
    const service = { kind: "aws-service", service: "cloudtrail.amazonaws.com" };
    const name = "cloudtrail.amazonaws.com";
    expect(classifySource(name, { type: "AWSService", invokedBy: undefined })).toEqual(service);
    expect(classifySource(name, { type: "IAMUser", invokedBy: name })).toEqual(service);
  });

  it("does not take a name under another domain for a service", () => {
    expect(
      classifySource("s3.amazonaws.com.example.org", { type: "AWSService", invokedBy: "s3.amazonaws.com" }).kind,
    ).toBe("unparseable");
  });
});

describe("sourceText", () => {
  it("keeps what the log said", () => {
    const text = (source: unknown) => sourceText(classifySource(source, { type: "AWSService", invokedBy: undefined }));
    expect(["203.0.113.1", "10.0.0.1", "s3.amazonaws.com", "AWS Internal", "30.*.0.210", ""].map(text)).toEqual([
      "203.0.113.1",
      "10.0.0.1",
      "s3.amazonaws.com",
      "AWS Internal",
      "30.*.0.210",
      undefined,
    ]);
  });
});
