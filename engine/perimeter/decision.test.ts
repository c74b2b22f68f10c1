import { runSimulation } from "@cloud-copilot/iam-simulate";
import fc from "fast-check";
import { compilePerimeter, type Fact, type PerimeterRequest, UNKNOWN } from "./decision";
import type { Allow, Perimeter } from "./perimeter";
import { perimeterStatement } from "./statement";

const BUCKET = "ledger";
const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app/reader`;
const BREAK_GLASS = `arn:aws:iam::${ACCOUNT}:role/break-glass`;

function perimeter(allow: Partial<Allow>, scope: Perimeter["scope"] = "all"): Perimeter {
  const nothing: Allow = { cidrs: [], vpcs: [], vpcEndpoints: [], principals: [], awsServices: false };
  return { name: "test", mode: "enforce", scope, buckets: [BUCKET], allow: { ...nothing, ...allow } };
}

function request(facts: Partial<PerimeterRequest>): PerimeterRequest {
  return {
    sourceIp: "198.51.100.9",
    sourceVpc: undefined,
    sourceVpce: undefined,
    principalArn: ROLE,
    principalIsAwsService: false,
    viaAwsService: false,
    objectLevel: true,
    ...facts,
  };
}

const full = perimeter({
  cidrs: ["203.0.113.0/24", "2001:db8::/32"],
  vpcs: ["vpc-1"],
  vpcEndpoints: ["vpce-1"],
  principals: [BREAK_GLASS],
  awsServices: true,
});

const throughEndpoint = { sourceIp: undefined, sourceVpc: "vpc-9", sourceVpce: "vpce-9" } as const;

describe("compilePerimeter", () => {
  it.each([
    ["an address on the list", { sourceIp: "203.0.113.9" }, "address"],
    ["an IPv6 address on the list", { sourceIp: "2001:db8::9" }, "address"],
    ["a VPC on the list", { ...throughEndpoint, sourceVpc: "vpc-1" }, "vpc"],
    ["an endpoint on the list", { ...throughEndpoint, sourceVpce: "vpce-1" }, "vpc-endpoint"],
    ["an AWS service", { sourceIp: undefined, principalArn: undefined, principalIsAwsService: true }, "aws-service"],
    ["a service on somebody's behalf", { sourceIp: undefined, viaAwsService: true }, "aws-service"],
    ["an exempt principal", { principalArn: BREAK_GLASS }, "principal"],
  ] as const)("lets in %s", (_, facts, because) => {
    expect(compilePerimeter(full).decide(request(facts))).toEqual({ kind: "allowed", because });
  });

  it.each([
    ["a stranger's address", {}],
    ["a stranger's IPv6 address", { sourceIp: "2001:db9::9" }],
    ["an address that cannot be read", { sourceIp: "s3.amazonaws.com" }],
    ["a foreign endpoint", throughEndpoint],
    ["an anonymous request", { principalArn: undefined }],
    [
      "a request without any fact",
      { sourceIp: undefined, principalArn: undefined, principalIsAwsService: undefined, viaAwsService: undefined },
    ],
  ] as const)("denies %s", (_, facts) => {
    expect(compilePerimeter(full).decide(request(facts))).toEqual({ kind: "denied" });
  });

  it("denies endpoint traffic where only addresses are allowed, since it has no public address", () => {
    expect(compilePerimeter(perimeter({ cidrs: ["203.0.113.0/24"] })).decide(request(throughEndpoint))).toEqual({
      kind: "denied",
    });
  });

  it("leaves bucket-level actions alone in scope data", () => {
    const { decide } = compilePerimeter(perimeter({ cidrs: ["203.0.113.0/24"] }, "data"));
    expect(decide(request({ objectLevel: false }))).toEqual({ kind: "allowed", because: "out-of-scope" });
    expect(decide(request({ objectLevel: true }))).toEqual({ kind: "denied" });
    expect(decide(request({ objectLevel: UNKNOWN }))).toEqual({
      kind: "undecided",
      because: "not recorded: whether the action is on an object",
    });
  });

  it("names every fact that would settle it", () => {
    expect(
      compilePerimeter(full).decide(request({ ...throughEndpoint, sourceVpc: UNKNOWN, principalArn: UNKNOWN })),
    ).toEqual({
      kind: "undecided",
      because: "not recorded: VPC, ARN of the principal",
    });
  });

  it("needs no fact that the perimeter does not ask for", () => {
    const { decide } = compilePerimeter(perimeter({ cidrs: ["203.0.113.0/24"] }));
    expect(
      decide(request({ sourceVpc: UNKNOWN, principalArn: UNKNOWN, viaAwsService: UNKNOWN, objectLevel: UNKNOWN })),
    ).toEqual({
      kind: "denied",
    });
  });
});

const subset = <T>(...values: readonly T[]) => fc.subarray([...values]);

const perimeters: fc.Arbitrary<Perimeter> = fc
  .record({
    scope: fc.constantFrom("all" as const, "data" as const),
    cidrs: subset("203.0.113.0/24", "198.51.100.7/32", "192.0.2.128/25", "2001:db8::/32", "2001:db8:ffff::1/128"),
    vpcs: subset("vpc-1", "vpc-2"),
    vpcEndpoints: subset("vpce-1", "vpce-2"),
    principals: subset(
      BREAK_GLASS,
      `arn:aws:iam::${ACCOUNT}:role/app/*`,
      `arn:aws:iam::${ACCOUNT}:user/a?a`,
      "arn:aws:iam::*:role/aws-service-role/*",
    ),
    awsServices: fc.boolean(),
  })
  .filter(({ cidrs, vpcs, vpcEndpoints }) => cidrs.length + vpcs.length + vpcEndpoints.length > 0)
  .map(({ scope, ...allow }) => perimeter(allow, scope));

const FACTS = {
  sourceIp: [
    undefined,
    "203.0.113.9",
    "198.51.100.7",
    "198.51.100.8",
    "192.0.2.127",
    "192.0.2.128",
    "2001:db8::9",
    "2001:db9::9",
    "2001:db8:ffff::1",
  ],
  sourceVpc: [undefined, "vpc-1", "vpc-2", "vpc-9", "VPC-1"],
  sourceVpce: [undefined, "vpce-1", "vpce-2", "vpce-9"],
  principalArn: [
    undefined,
    ROLE,
    BREAK_GLASS,
    `arn:aws:iam::${ACCOUNT}:user/ana`,
    `arn:aws:iam::${ACCOUNT}:user/anna`,
    "arn:aws:iam::444455556666:role/break-glass",
    "arn:aws:iam::444455556666:role/aws-service-role/macie.amazonaws.com/x",
  ],
  principalIsAwsService: [undefined, true, false],
  viaAwsService: [undefined, true, false],
  objectLevel: [true, false],
} as const;

type FactName = keyof typeof FACTS;
const FACT_NAMES = Object.keys(FACTS) as FactName[];

const knownRequests = fc.record({
  sourceIp: fc.constantFrom(...FACTS.sourceIp),
  sourceVpc: fc.constantFrom(...FACTS.sourceVpc),
  sourceVpce: fc.constantFrom(...FACTS.sourceVpce),
  principalArn: fc.constantFrom(...FACTS.principalArn),
  principalIsAwsService: fc.constantFrom(...FACTS.principalIsAwsService),
  viaAwsService: fc.constantFrom(...FACTS.viaAwsService),
  objectLevel: fc.constantFrom(...FACTS.objectLevel),
}) satisfies fc.Arbitrary<PerimeterRequest>;

describe("a request with unknown facts", () => {
  it("is decided exactly when every value of the unknown facts leads to the same end", () => {
    const unknowns = fc.subarray(FACT_NAMES, { maxLength: 3 });
    fc.assert(
      fc.property(perimeters, knownRequests, unknowns, (inside, known, names) => {
        const { decide } = compilePerimeter(inside);
        const asked = decide({ ...known, ...Object.fromEntries(names.map((name) => [name, UNKNOWN])) });
        const ends = new Set(completions(known, names).map((one) => decide(one).kind));
        expect(asked.kind).toBe(ends.size === 1 ? [...ends][0] : "undecided");
      }),
      { numRuns: 1_000 },
    );
  });
});

function completions(known: PerimeterRequest, names: readonly FactName[]): readonly PerimeterRequest[] {
  return names.reduce<readonly PerimeterRequest[]>(
    (requests, name) => requests.flatMap((one) => FACTS[name].map((value) => ({ ...one, [name]: value }))),
    [known],
  );
}

describe("an independent evaluator of IAM policies", () => {
  it("denies the same requests by the statement as the decision does", async () => {
    let denied = 0;
    const runs = 2_500;
    await fc.assert(
      fc.asyncProperty(perimeters, knownRequests, async (inside, facts) => {
        const decision = compilePerimeter(inside).decide(facts);
        if (decision.kind === "denied") denied++;
        expect(await simulate(inside, facts)).toBe(decision.kind === "denied" ? "ExplicitlyDenied" : "Allowed");
      }),
      { numRuns: runs },
    );
    // Neither answer may be so rare that agreeing on it means little.
    expect(denied).toBeGreaterThan(runs / 10);
    expect(denied).toBeLessThan((runs * 9) / 10);
  }, 60_000);
});

async function simulate(inside: Perimeter, facts: PerimeterRequest): Promise<string> {
  const bucketArn = `arn:aws:s3:::${BUCKET}`;
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:user/ana`,
        action: facts.objectLevel ? "s3:GetObject" : "s3:ListBucket",
        resource: { resource: facts.objectLevel ? `${bucketArn}/reports/2026.csv` : bucketArn, accountId: ACCOUNT },
        contextVariables: contextOf(facts),
      },
      identityPolicies: [
        {
          name: "all",
          policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] },
        },
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: {
        Version: "2012-10-17",
        Statement: [withPrefixLengths(perimeterStatement(inside, { bucket: BUCKET, partition: "aws" }))],
      },
    },
    {},
  );
  return result.resultType === "error" ? JSON.stringify(result.errors) : result.overallResult;
}

function contextOf(facts: PerimeterRequest): Record<string, string> {
  const keys: readonly (readonly [string, Fact<string | boolean>])[] = [
    ["aws:SourceIp", facts.sourceIp],
    ["aws:SourceVpc", facts.sourceVpc],
    ["aws:SourceVpce", facts.sourceVpce],
    ["aws:PrincipalArn", facts.principalArn],
    ["aws:PrincipalIsAWSService", facts.principalIsAwsService],
    ["aws:ViaAWSService", facts.viaAwsService],
  ];
  return Object.fromEntries(keys.flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])));
}

/** The evaluator compares a bare address with one of the other family wrongly, where IAM reads it as `/32`. */
function withPrefixLengths(statement: object): unknown {
  return JSON.parse(JSON.stringify(statement).replace(/"(\d+\.\d+\.\d+\.\d+)"/g, '"$1/32"'));
}
