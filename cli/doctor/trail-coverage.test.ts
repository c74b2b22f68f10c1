import { callsNotLogged, isNetworkLogged, managementCoverage, objectCoverage, type Selectors } from "./trail-coverage";

const BUCKET = "arn:aws:s3:::example-data";
const BOTH = { reads: "all", writes: "all" };
const NONE = { reads: "none", writes: "none" };
const PART = { reads: "part", writes: "part" };

const basic = (Values: string[], others: object = {}): Selectors => ({
  EventSelectors: [{ ReadWriteType: "All", DataResources: [{ Type: "AWS::S3::Object", Values }], ...others }],
});
type Field = { readonly Field: string; readonly [operator: string]: string | string[] };
const advanced = (...fields: readonly Field[]): Selectors =>
  ({
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Data"] },
          { Field: "resources.type", Equals: ["AWS::S3::Object"] },
          ...fields,
        ],
      },
    ],
  }) as Selectors;
const arn = (operators: Readonly<Record<string, string[]>>): Field => ({ Field: "resources.ARN", ...operators });

describe("what trails log of a bucket's objects", () => {
  it.each<[string, Selectors, object]>([
    ["the bucket", basic([`${BUCKET}/`]), BOTH],
    ["all buckets", basic(["arn:aws:s3"]), BOTH],
    ["all buckets, with colons", basic(["arn:aws:s3:::"]), BOTH],
    ["a prefix", basic([`${BUCKET}/reports/`]), PART],
    ["a bucket whose name goes on", basic([`${BUCKET}-2/`]), NONE],
    ["reads", basic([`${BUCKET}/`], { ReadWriteType: "ReadOnly" }), { reads: "all", writes: "none" }],
    ["writes", basic([`${BUCKET}/`], { ReadWriteType: "WriteOnly" }), { reads: "none", writes: "all" }],
    [
      "another resource",
      { EventSelectors: [{ DataResources: [{ Type: "AWS::Lambda::Function", Values: ["arn:aws:lambda"] }] }] },
      NONE,
    ],
    ["nothing", {}, NONE],
  ])("by basic selectors of %s", (_name, selectors, expected) => {
    expect(objectCoverage([selectors], BUCKET)).toEqual(expected);
  });

  it.each<[string, Selectors, object]>([
    ["the bucket", advanced(arn({ StartsWith: [`${BUCKET}/`] })), BOTH],
    ["all buckets", advanced(), BOTH],
    ["a beginning of the bucket's name", advanced(arn({ StartsWith: ["arn:aws:s3:::example"] })), BOTH],
    ["a prefix", advanced(arn({ StartsWith: [`${BUCKET}/reports/`] })), PART],
    ["one object", advanced(arn({ Equals: [`${BUCKET}/one`] })), PART],
    ["another bucket", advanced(arn({ StartsWith: [`${BUCKET}-2/`] })), NONE],
    ["all but the bucket", advanced(arn({ NotStartsWith: [`${BUCKET}/`] })), NONE],
    ["all but a prefix", advanced(arn({ NotStartsWith: [`${BUCKET}/tmp/`] })), PART],
    ["all but another bucket", advanced(arn({ NotStartsWith: ["arn:aws:s3:::logs/"] })), BOTH],
    ["all but some endings", advanced(arn({ NotEndsWith: [".log"] })), PART],
    ["some calls", advanced({ Field: "eventName", Equals: ["GetObject"] }), PART],
    ["reads", advanced({ Field: "readOnly", Equals: ["true"] }), { reads: "all", writes: "none" }],
    ["writes", advanced({ Field: "readOnly", Equals: ["false"] }), { reads: "none", writes: "all" }],
    ["S3 by name", advanced({ Field: "eventSource", Equals: ["s3.amazonaws.com"] }), BOTH],
  ])("by advanced selectors of %s", (_name, selectors, expected) => {
    expect(objectCoverage([selectors], BUCKET)).toEqual(expected);
  });

  it("by several trails together", () => {
    const reads = basic([`${BUCKET}/`], { ReadWriteType: "ReadOnly" });
    const writes = advanced(arn({ StartsWith: [`${BUCKET}/`] }), { Field: "readOnly", Equals: ["false"] });
    expect(objectCoverage([reads, writes], BUCKET)).toEqual(BOTH);
  });
});

describe("what trails log besides", () => {
  const of = (...FieldSelectors: readonly Field[]) =>
    ({ AdvancedEventSelectors: [{ FieldSelectors: [...FieldSelectors] }] }) as Selectors;
  const category = (name: string): Field => ({ Field: "eventCategory", Equals: [name] });

  it.each<[string, Selectors, object]>([
    ["a basic selector", { EventSelectors: [{ ReadWriteType: "All" }] }, BOTH],
    ["a basic selector without them", { EventSelectors: [{ IncludeManagementEvents: false }] }, NONE],
    ["an advanced selector", of(category("Management")), BOTH],
    [
      "one that leaves KMS out",
      of(category("Management"), { Field: "eventSource", NotEquals: ["kms.amazonaws.com"] }),
      BOTH,
    ],
    [
      "one of writes",
      of(category("Management"), { Field: "readOnly", Equals: ["false"] }),
      { reads: "none", writes: "all" },
    ],
  ])("of management events by %s", (_name, selectors, expected) => {
    expect(managementCoverage([selectors])).toEqual(expected);
  });

  it("of requests through VPC endpoints", () => {
    const source = { Field: "eventSource", Equals: ["s3.amazonaws.com"] };
    expect(isNetworkLogged([of(category("NetworkActivity"), source)])).toBe(true);
    expect(isNetworkLogged([of(category("NetworkActivity"), { ...source, Equals: ["ec2.amazonaws.com"] })])).toBe(
      false,
    );
    expect(isNetworkLogged([of(category("Management"))])).toBe(false);
  });

  it.each<[string, Selectors, readonly string[]]>([
    ["their names", advanced({ Field: "eventName", Equals: ["CopyObject", "UploadPartCopy"] }), []],
    ["one of their names", advanced({ Field: "eventName", Equals: ["CopyObject"] }), ["UploadPartCopy"]],
    ["all calls", advanced(), []],
    ["all reads", advanced({ Field: "readOnly", Equals: ["true"] }), ["CopyObject", "UploadPartCopy"]],
    ["one bucket", advanced(arn({ StartsWith: [`${BUCKET}/`] })), ["CopyObject", "UploadPartCopy"]],
    ["basic selectors of everything", basic(["arn:aws:s3"]), []],
    ["basic selectors of one bucket", basic([`${BUCKET}/`]), ["CopyObject", "UploadPartCopy"]],
  ])("of calls of all buckets by %s", (_name, selectors, expected) => {
    expect(callsNotLogged([selectors], ["CopyObject", "UploadPartCopy"])).toEqual(expected);
  });
});
