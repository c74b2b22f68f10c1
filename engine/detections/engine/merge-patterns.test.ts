import fc from "fast-check";
import { DENIED_ERROR_CODES } from "../../events/cloudtrail/denied-error-codes";
import type { EventPattern } from "../../patterns/event-pattern";
import { compilePattern } from "../../patterns/match";
import { MAX_PATTERN_LENGTH } from "../../patterns/validate";
import { mergePatterns } from "./merge-patterns";
import { calls, callsToBuckets, findings } from "./rule-patterns";

const hears = (patterns: readonly EventPattern[], event: object) =>
  patterns.some((pattern) => compilePattern(pattern)(event));

function call(service: string, eventName: string, detail: object = {}): object {
  return {
    source: `aws.${service}`,
    "detail-type": "AWS API Call via CloudTrail",
    detail: { eventSource: `${service}.amazonaws.com`, eventName, ...detail },
  };
}

/** By its name, or by an access point. */
function about(bucketName: string): object {
  if (bucketName !== "two") return { requestParameters: { bucketName } };
  return { requestParameters: { bucketName: "door-s3alias" }, resources: [{ ARN: `arn:aws:s3:::${bucketName}` }] };
}

const inAws = (buckets: readonly string[]) => ({ buckets, partition: "aws" });

describe("mergePatterns", () => {
  it("joins calls of several services that are alike but for their names", () => {
    const merged = mergePatterns([
      calls("iam", ["CreateUser"]),
      calls("kms", ["DisableKey"]),
      calls("iam", ["CreateUser", "CreateRole"]),
    ]);
    expect(merged).toEqual([
      {
        source: ["aws.iam", "aws.kms"],
        "detail-type": ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"],
        detail: {
          eventSource: ["iam.amazonaws.com", "kms.amazonaws.com"],
          eventName: ["CreateUser", "CreateRole", "DisableKey"],
          errorCode: [{ exists: false }],
        },
      },
    ]);
  });

  it("joins what differs in one list only, whichever that is, and nothing else", () => {
    const root = { detail: { userIdentity: { type: ["Root"] } } };
    const patterns = [
      calls("iam", ["CreateUser"]),
      calls("iam", ["CreateUser"], { outcome: "denied" }),
      calls("iam", ["DeleteUser"], root),
      calls("kms", ["DisableKey"], { ...root, outcome: "any" }),
    ];
    expect(mergePatterns([...patterns, ...patterns])).toEqual([
      {
        source: ["aws.iam"],
        "detail-type": ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"],
        detail: {
          eventSource: ["iam.amazonaws.com"],
          eventName: ["CreateUser"],
          errorCode: [{ exists: false }, ...DENIED_ERROR_CODES],
        },
      },
      patterns[2],
      patterns[3],
    ]);
  });

  it("leaves out what another pattern selects already", () => {
    const broad = callsToBuckets(inAws(["one", "two"]), ["GetObject", "PutObject"]);
    const strict = callsToBuckets(inAws(["two"]), ["PutObject", "DeleteObject"], {
      detail: { userAgent: [{ prefix: "x" }] },
    });
    const covered = callsToBuckets(inAws(["one"]), ["GetObject"], { detail: { userAgent: [{ prefix: "y" }] } });
    const rest = callsToBuckets(inAws(["two"]), ["DeleteObject"], { detail: { userAgent: [{ prefix: "x" }] } });
    expect(mergePatterns([...covered, ...strict, ...broad])).toEqual([...rest, ...broad]);
  });

  it("keeps a filter that another pattern's names may be part of", () => {
    const patterns = [calls("s3", ["GetObject"]), calls("s3", [{ prefix: "Get" }], { detail: { readOnly: [true] } })];
    expect(mergePatterns(patterns)).toEqual(patterns);
  });

  it("spreads buckets once over all that listen to them", () => {
    const buckets = Array.from({ length: 300 }, (_, index) => `example-bucket-with-a-rather-long-name-${index}`);
    const each = [["GetObject"], ["PutObject", "CopyObject"], ["DeleteObject"]].map((names) =>
      callsToBuckets(inAws(buckets), names),
    );
    const merged = mergePatterns(each.flat());
    expect(merged).toEqual(callsToBuckets(inAws(buckets), ["GetObject", "PutObject", "CopyObject", "DeleteObject"]));
    expect(merged.length).toBeLessThan(each.flat().length / 2);
  });

  it("lends no service the filters or the silence of another", () => {
    const patterns = [
      calls("s3", [{ prefix: "PutBucket" }]),
      calls("kms", ["DisableKey"]),
      calls("guardduty", [{ "anything-but": ["GetFindings"] }]),
      calls("signin", undefined),
    ];
    const merged = mergePatterns(patterns);
    expect(merged).toEqual(patterns);
    expect(hears(merged, call("kms", "PutBucketPolicy"))).toBe(false);
    expect(hears(merged, call("kms", "Decrypt"))).toBe(false);
  });

  it("joins a service's names with its own filters", () => {
    const merged = mergePatterns([calls("s3", [{ prefix: "PutBucket" }]), calls("s3", [{ prefix: "DeleteBucket" }])]);
    expect(merged).toEqual([calls("s3", [{ prefix: "PutBucket" }, { prefix: "DeleteBucket" }])]);
  });

  it("joins findings of services that are alike, and keeps those that ask for more apart", () => {
    const strict = findings("aws.securityhub", ["Security Hub Findings - Imported"], {
      findings: { RecordState: ["ACTIVE"] },
    });
    const merged = mergePatterns([
      findings("aws.guardduty", ["GuardDuty Finding"]),
      strict,
      findings("aws.macie", ["Macie Finding"]),
    ]);
    expect(merged).toEqual([
      { source: ["aws.guardduty", "aws.macie"], "detail-type": ["GuardDuty Finding", "Macie Finding"] },
      strict,
    ]);
  });

  it("fills up what has room before it begins another", () => {
    const long = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter.repeat(40)}${i}`);
    const merged = mergePatterns([
      calls("iam", long("A", 80)),
      calls("kms", long("B", 80)),
      calls("ec2", ["RunInstances"]),
    ]);
    expect(merged).toHaveLength(2);
    expect(hears(merged.slice(0, 1), call("ec2", "RunInstances"))).toBe(true);
  });

  const service = fc.constantFrom("iam", "kms", "s3", "cloudtrail", "ec2");
  const name = fc.constantFrom("CreateUser", "PutKeyPolicy", "PutBucketPolicy", "StopLogging", "DeleteTrail", "Other");
  const longName = fc.nat(200).map((n) => `${"LongEventName".repeat(6)}${n}`);
  const matcher = fc.oneof(
    { weight: 6, arbitrary: name },
    { weight: 3, arbitrary: longName },
    { weight: 1, arbitrary: fc.constantFrom({ prefix: "Put" }, { "anything-but": ["Other"] }, { suffix: "Policy" }) },
  );
  const outcome = fc.constantFrom("success" as const, "denied" as const, "any" as const);
  const callPattern = fc
    .tuple(service, fc.option(fc.array(matcher, { minLength: 1, maxLength: 20 }), { nil: undefined }), outcome)
    .map(([from, names, how]) => calls(from, names, { outcome: how }));
  const bucketPattern = fc
    .tuple(fc.uniqueArray(fc.constantFrom("one", "two", "three"), { minLength: 1 }), fc.array(name, { minLength: 1 }))
    .map(([buckets, names]) => callsToBuckets(inAws(buckets), names)[0] as EventPattern);
  const findingPattern = fc
    .constantFrom(["aws.guardduty", "GuardDuty Finding"] as const, ["aws.macie", "Macie Finding"] as const)
    .map(([source, type]) => findings(source, [type]));
  const patterns = fc.array(fc.oneof(callPattern, callPattern, bucketPattern, findingPattern), { maxLength: 40 });
  const event = fc.oneof(
    fc
      .record({
        service,
        name: fc.oneof(name, longName),
        errorCode: fc.constantFrom(undefined, "AccessDenied", "NoSuchKey"),
        bucketName: fc.constantFrom("one", "two", "three", "four"),
      })
      .map(({ service: from, name: called, errorCode, bucketName }) =>
        call(from, called, { ...(errorCode && { errorCode }), ...about(bucketName) }),
      ),
    fc.constantFrom(
      { source: "aws.guardduty", "detail-type": "GuardDuty Finding", detail: {} },
      { source: "aws.macie", "detail-type": "Macie Finding", detail: {} },
    ),
  );

  it("loses nothing, keeps to the length, and is never more than it was", () => {
    fc.assert(
      fc.property(patterns, fc.array(event, { maxLength: 30 }), (wanted, events) => {
        const fitting = wanted.filter((pattern) => JSON.stringify(pattern).length <= MAX_PATTERN_LENGTH);
        const merged = mergePatterns(fitting);
        expect(merged.length).toBeLessThanOrEqual(fitting.length);
        for (const pattern of merged) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(MAX_PATTERN_LENGTH);
        for (const each of events) if (hears(fitting, each)) expect(hears(merged, each)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("selects exactly what was wanted within one service", () => {
    fc.assert(
      fc.property(patterns, fc.array(event, { maxLength: 30 }), (wanted, events) => {
        const ofOne = wanted.filter(({ source }) => JSON.stringify(source) === '["aws.s3"]');
        const merged = mergePatterns(ofOne);
        for (const each of events) expect([each, hears(merged, each)]).toEqual([each, hears(ofOne, each)]);
      }),
      { numRuns: 300 },
    );
  });

  it("selects more only where one service has another's names", () => {
    fc.assert(
      fc.property(patterns, event, (wanted, each) => {
        if (!hears(mergePatterns(wanted), each) || hears(wanted, each)) return;
        const { source, detail, ...rest } = each as { source: string; detail?: Record<string, unknown> };
        const anywhere = ["iam", "kms", "s3", "cloudtrail", "ec2"].map((from) =>
          detail?.["eventSource"] === undefined
            ? { ...rest, source, detail }
            : { ...rest, source: `aws.${from}`, detail: { ...detail, eventSource: `${from}.amazonaws.com` } },
        );
        expect(anywhere.some((other) => hears(wanted, other))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
