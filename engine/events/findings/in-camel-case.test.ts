import { inCamelCase } from "./in-camel-case";

describe("inCamelCase", () => {
  it("lowers the first letter of every name, and of no value", () => {
    expect(inCamelCase({ ResourceType: "Instance", S3BucketDetails: [{ Name: "Reports" }], id: null })).toEqual({
      resourceType: "Instance",
      s3BucketDetails: [{ name: "Reports" }],
      id: null,
    });
  });

  it("leaves out what is nested beyond reason", () => {
    const deep = JSON.parse(`${'{"A":'.repeat(100_000)}1${"}".repeat(100_000)}`);
    expect(JSON.stringify(inCamelCase(deep)).length).toBeLessThan(200);
  });

  it("makes no prototype of a name", () => {
    expect(Object.getPrototypeOf(inCamelCase(JSON.parse('{"__proto__":{"Admin":true}}')))).toBe(Object.prototype);
  });
});
