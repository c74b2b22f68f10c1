import { compilePerimeter } from "@palisade/engine/perimeter/decision";
import fc from "fast-check";
import type { PalisadeConfig } from "../config";
import { parseConfig } from "../load-config";
import type { PerimeterConfig } from "../sections/perimeters";
import { ConfigError } from "../yaml/config-error";

const HEAD = ["project: palisade", 'account: "111122223333"'];
const ROLES = "arn:aws:iam::111122223333:role";
const DETECTOR = `${ROLES}/palisade-detector`;
const MACIE = `${ROLES}/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie`;

/** As AWS's documentation names them; `true` for one that reads objects too. */
const SERVICE_ROLES: Readonly<Record<string, readonly [role: string, readsObjects: boolean]>> = {
  guardduty: ["aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty", false],
  config: ["palisade-config", false],
  accessAnalyzer: ["aws-service-role/access-analyzer.amazonaws.com/AWSServiceRoleForAccessAnalyzer", false],
  macie: ["aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie", true],
};

interface Wanted {
  readonly mode: "observe" | "enforce";
  readonly scope: "data" | "all";
  readonly awsServices: boolean;
  readonly china: boolean;
  readonly services: readonly string[];
  readonly bucketTags: boolean;
  readonly accessLogs: boolean;
  readonly detectorRole: string;
  readonly principals: readonly string[];
}

function configurationOf(wanted: Wanted): string {
  const text = [
    ...HEAD,
    `region: ${wanted.china ? "cn-north-1" : "eu-central-1"}`,
    "perimeters:",
    "  office:",
    `    mode: ${wanted.mode}`,
    `    scope: ${wanted.scope}`,
    "    existingPolicy: none",
    `    accessLogs: ${wanted.accessLogs}`,
    "    buckets: [my-bucket, {name: new-bucket, create: true}]",
    `    allow: {cidrs: [203.0.113.0/24], awsServices: ${wanted.awsServices}, principals: [${wanted.principals.join(", ")}]}`,
    `names: {functionRole: ${wanted.detectorRole}}`,
    ...(wanted.services.length > 0 ? [`services: {${wanted.services.map((name) => `${name}: true`).join(", ")}}`] : []),
    ...(wanted.bucketTags ? ["enrich: {bucketTags: {owner: Owner}}"] : []),
  ].join("\n");
  return wanted.china ? text.replaceAll("arn:aws:", "arn:aws-cn:") : text;
}

/** What the configuration deploys or switches on, and whether it reads objects. */
function readersOf(wanted: Wanted): readonly (readonly [arn: string, readsObjects: boolean])[] {
  const partition = wanted.china ? "aws-cn" : "aws";
  const named = (name: string) => `arn:${partition}:iam::111122223333:role/${name}`;
  const tagged = [
    wanted.detectorRole,
    "palisade-close-incidents",
    ...(wanted.accessLogs ? ["palisade-access-logs"] : []),
  ];
  return [
    ...(wanted.bucketTags ? tagged.map((name) => [named(name), false] as const) : []),
    ...wanted.services.flatMap((service) => {
      const [role, readsObjects] = SERVICE_ROLES[service] ?? [];
      return role === undefined ? [] : [[named(role), readsObjects ?? false] as const];
    }),
  ];
}

/** A call from a network of AWS, by a role that a service took on. */
function decide({ perimeter }: PerimeterConfig, principalArn: string, objectLevel: boolean): string {
  return compilePerimeter(perimeter).decide({
    sourceIp: "198.51.100.23",
    sourceVpc: undefined,
    sourceVpce: undefined,
    principalArn,
    principalIsAwsService: false,
    viaAwsService: false,
    objectLevel,
  }).kind;
}

function onlyPerimeter({ perimeters: [perimeter] }: PalisadeConfig): PerimeterConfig {
  if (perimeter === undefined) throw new Error("no perimeter");
  return perimeter;
}

const WANTED = fc.record<Wanted>({
  mode: fc.constantFrom("observe", "enforce"),
  scope: fc.constantFrom("data", "all"),
  awsServices: fc.boolean(),
  china: fc.boolean(),
  services: fc.subarray(["guardduty", "config", "securityHub", "accessAnalyzer", "macie"]),
  bucketTags: fc.boolean(),
  accessLogs: fc.boolean(),
  detectorRole: fc.constantFrom("palisade-detector", "sec+detector@example.com"),
  principals: fc.subarray([DETECTOR, `"${ROLES}/aws-service-role/*"`]).map((some) => [`${ROLES}/break-glass`, ...some]),
});

describe("roles that read protected buckets for Palisade", () => {
  it("are never refused, whatever the configuration deploys and switches on", () => {
    fc.assert(
      fc.property(WANTED, (wanted) => {
        const perimeter = onlyPerimeter(parseConfig(configurationOf(wanted), "palisade.yaml"));
        for (const [arn, readsObjects] of readersOf(wanted)) {
          expect([arn, decide(perimeter, arn, false)]).toEqual([arn, "allowed"]);
          if (readsObjects) expect([arn, decide(perimeter, arn, true)]).toEqual([arn, "allowed"]);
        }
      }),
    );
  });

  it("are exempt by nothing but their own ARNs, each while something has it read", () => {
    fc.assert(
      fc.property(WANTED, (wanted) => {
        const { ownPrincipals, perimeter } = onlyPerimeter(parseConfig(configurationOf(wanted), "palisade.yaml"));
        const readers = new Map(readersOf(wanted));
        for (const arn of ownPrincipals) {
          expect(readers.has(arn)).toBe(true);
          expect(wanted.scope === "all" || readers.get(arn)).toBe(true);
        }
        expect(ownPrincipals.filter((arn) => /[*?]/.test(arn))).toEqual([]);
        expect(perimeter.allow.principals).toEqual([...new Set(perimeter.allow.principals)]);
      }),
    );
  });

  const all: Wanted = {
    mode: "enforce",
    scope: "all",
    awsServices: true,
    china: false,
    services: ["macie", "config"],
    bucketTags: true,
    accessLogs: false,
    detectorRole: "palisade-detector",
    principals: [`${ROLES}/break-glass`],
  };

  it("lets no role of another account or path pass for one of them", () => {
    const perimeter = onlyPerimeter(parseConfig(configurationOf(all), "palisade.yaml"));
    const strangers = [
      DETECTOR.replace("111122223333", "444455556666"),
      `${ROLES}/team/palisade-detector`,
      MACIE.replace("111122223333", "444455556666"),
      `${ROLES}/palisade-digest`,
    ];
    for (const arn of strangers) expect([arn, decide(perimeter, arn, false)]).toEqual([arn, "denied"]);
  });

  it("do not count as principals that could undo the perimeter", () => {
    expect(() => parseConfig(configurationOf({ ...all, principals: [] }), "palisade.yaml")).toThrow(
      /no one could undo this perimeter from outside the allowlist/,
    );
  });

  it("are left out where the file exempts them already", () => {
    const listed = configurationOf({ ...all, principals: [...all.principals, `"${ROLES}/*"`] });
    expect(onlyPerimeter(parseConfig(listed, "palisade.yaml")).ownPrincipals).toEqual([]);
  });
});

describe("the log bucket of an existing trail", () => {
  it("is refused inside a perimeter", () => {
    const text = [
      ...HEAD,
      "region: eu-central-1",
      "perimeters:",
      "  office:",
      "    buckets: [my-bucket, trail-logs]",
      "    allow: {cidrs: [203.0.113.0/24]}",
      "trail: {existing: organisation-trail}",
      "hunting: {trailLogs: s3://trail-logs/AWSLogs}",
    ].join("\n");
    expect(() => parseConfig(text, "palisade.yaml")).toThrow(ConfigError);
    expect(() => parseConfig(text, "palisade.yaml")).toThrow(
      "palisade.yaml:6:26 perimeters.office.buckets.1: the trail's log bucket, got trail-logs, expected a bucket that holds your data, fix: leave it out, since its own records would be recorded without end",
    );
  });
});
