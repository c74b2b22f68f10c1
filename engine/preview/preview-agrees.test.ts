import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { groupRequests } from "../../testing/group-requests";
import { describeWithSharedData } from "../../testing/shared-data";
import { detectorSettings } from "../../testing/test-detection";
import { perimeterRequest } from "../detections/facts/perimeter-request";
import type { CloudTrailEvent } from "../events/cloudtrail/cloudtrail-event";
import { copiedRead } from "../events/cloudtrail/copied-read";
import { parseCloudTrail } from "../events/cloudtrail/parse-cloudtrail";
import { type Fields, fieldsOf, textOf } from "../events/fields";
import { compilePerimeter, type PerimeterRequest, UNKNOWN } from "../perimeter/decision";
import type { Allow, Perimeter } from "../perimeter/perimeter";
import { perimeterStatement } from "../perimeter/statement";
import { requestsOf } from "./caller";
import { loggedRequest } from "./logged-request";
import { bucketsOf, preview } from "./preview";
import type { RequestGroup } from "./request-group";
import { rule } from "./ruling";

const NOTHING: Allow = { cidrs: [], vpcs: [], vpcEndpoints: [], principals: [], awsServices: false };

/** One perimeter around every bucket that the records name. */
function perimeterOf(buckets: readonly string[], allow: Partial<Allow>, scope: Perimeter["scope"]): Perimeter {
  return { name: "all", mode: "enforce", scope, buckets, allow: { ...NOTHING, ...allow } };
}

const CONFIGURATIONS: readonly (readonly [string, Partial<Allow>, Perimeter["scope"]])[] = [
  ["one network", { cidrs: ["203.0.113.0/24"] }, "all"],
  ["half of IPv4, and AWS's services", { cidrs: ["0.0.0.0/1"], awsServices: true }, "all"],
  ["objects only, with exempt roles", { cidrs: ["128.0.0.0/2"], principals: ["arn:aws:iam::*:role/*"] }, "data"],
  ["users from anywhere", { cidrs: ["2000::/3"], principals: ["arn:aws:iam::*:user/*"], awsServices: true }, "all"],
  ["endpoints alone", { vpcs: ["vpc-0abc"], vpcEndpoints: ["vpce-0abc"], awsServices: true }, "data"],
];

describeWithSharedData("preview of the recorded logs", (dir) => {
  const folder = join(dir, "cloudtrail");
  const recorded = readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
  const records = [...recorded, ...copiesInsteadOf(recorded)];
  const events = requestsIn(records);
  const buckets = [...new Set(events.flatMap(({ bucket }) => bucket ?? []))];

  it.each(CONFIGURATIONS)("is what a decision on each record by itself comes to: %s", (_, allow, scope) => {
    const perimeter = perimeterOf(buckets, allow, scope);
    const settings = detectorSettings({ perimeters: [perimeter] });
    const result = preview(groupRequests(records, bucketsOf(settings)), settings);
    const { decide } = compilePerimeter(perimeter);
    const asked = events.filter((event) => !isSpared(event));
    const count = (kind: string) => asked.filter((event) => decide(perimeterRequest(event)).kind === kind).length;
    expect(events.length).toBeGreaterThan(500);
    expect(result.requests).toEqual({
      allowed: count("allowed"),
      denied: count("denied"),
      undecided: count("undecided"),
      spared: events.length - asked.length,
    });
    expect(result.denied.reduce((sum, caller) => sum + requestsOf(caller), 0)).toBe(count("denied"));
    expect(result.undecided.reduce((sum, caller) => sum + requestsOf(caller), 0)).toBe(count("undecided"));
    expect(new Set(result.undecided.map(({ because }) => because))).toEqual(
      new Set(
        asked.flatMap((event) => {
          const decision = decide(perimeterRequest(event));
          return decision.kind === "undecided" ? decision.because : [];
        }),
      ),
    );
  });

  it.each(CONFIGURATIONS)(
    "denies what an independent evaluator of the policy denies: %s",
    async (_, allow, scope) => {
      const perimeter = perimeterOf(buckets, allow, scope);
      const compiled = compilePerimeter(perimeter);
      const simulate = createSimulator(perimeter);
      const { groups } = groupRequests(records, new Set(buckets));
      const settings = detectorSettings({ perimeters: [perimeter] });
      const tally = { agreed: 0, undecided: 0, spared: 0 };
      for (const event of events) {
        // What preview says of this record alone; that it says the same of all together is the test above.
        const group = groupRequests([event.record], new Set(buckets)).groups.find((one) => isOf(event, one));
        const request = group && loggedRequest(group);
        const alone = request && rule(request, compiled, settings.account).kind;
        if (alone === "spared") tally.spared++;
        else if (alone === "undecided") {
          tally.undecided++;
          // Nothing else would do: what is not recorded could make it either.
          const ends = await Promise.all(completionsOf(event, perimeter).map((facts) => simulate(event, facts)));
          expect([...new Set(ends)].toSorted()).toEqual(["Allowed", "ExplicitlyDenied"]);
        } else {
          tally.agreed++;
          const expected = await simulate(event, contextOf(event.record));
          expect([event.record, alone]).toEqual([event.record, expected === "Allowed" ? "allowed" : "denied"]);
        }
      }
      expect(tally.agreed + tally.undecided + tally.spared).toBe(groups.reduce((sum, { count }) => sum + count, 0));
      expect(tally.agreed).toBeGreaterThan(300);
    },
    120_000,
  );
});

/** Copies by each principal that read an object in the recorded logs, of that object: no log that may be shared has enough of them. */
function copiesInsteadOf(records: readonly unknown[]): readonly Fields[] {
  const reads = requestsIn(records).filter(({ name, key }) => name === "GetObject" && key !== undefined);
  return reads.map(({ id, bucket, record }) => ({
    ...record,
    eventName: "CopyObject",
    eventID: `copy-${id}`,
    sharedEventID: undefined,
    requestParameters: { bucketName: "mirror", key: "a.csv", "x-amz-copy-source": `/${bucket}/a.csv` },
  }));
}

function isOf({ name, bucket }: CloudTrailEvent, { tuple }: RequestGroup): boolean {
  return tuple.log === "cloudtrail" && tuple.call.bucket === bucket && tuple.call.eventName === name;
}

/** Each S3 request to a bucket once, as the caller's copy of the record tells it, and what a copy of an object reads. */
function requestsIn(records: readonly unknown[]): readonly CloudTrailEvent[] {
  const byId = new Map<string, CloudTrailEvent>();
  for (const record of records) {
    const parsed = parseCloudTrail(record);
    if (parsed.kind !== "event") continue;
    const { event } = parsed;
    const known = byId.get(event.id);
    if (!known || (!known.actor.arn && event.actor.arn)) byId.set(event.id, event);
  }
  const requests = [...byId.values()].flatMap((event) => {
    const read = event.errorCode === undefined ? copiedRead(event) : undefined;
    return read === undefined ? [event] : [event, read];
  });
  return requests.filter(({ service, bucket }) => service === "s3.amazonaws.com" && bucket !== undefined);
}

function isSpared({ name }: CloudTrailEvent): boolean {
  return name === "PreflightRequest" || name === "CreateBucket";
}

type Context = Readonly<Record<string, string>>;

/** The keys that IAM had, read off the record without Palisade's own reader. */
function contextOf(record: Fields): Context {
  const identity = fieldsOf(record["userIdentity"]);
  const type = textOf(identity["type"]);
  const session = fieldsOf(fieldsOf(identity["sessionContext"])["sessionIssuer"]);
  const isSession = type === "AssumedRole" || type === "Role";
  const arn = isSession ? session["arn"] : type === "AWSAccount" ? undefined : identity["arn"];
  const address = textOf(record["sourceIPAddress"]);
  const endpoint = textOf(record["vpcEndpointId"]);
  const isService = type === "AWSService";
  const isVia = identity["invokedBy"] !== undefined && !isService && identity["invokedBy"] !== "signin.amazonaws.com";
  return {
    ...(address !== undefined && isPublic(address) && { "aws:SourceIp": address }),
    ...(endpoint !== undefined && { "aws:SourceVpce": endpoint }),
    ...(typeof arn === "string" && { "aws:PrincipalArn": arn }),
    "aws:PrincipalIsAWSService": String(isService),
    "aws:ViaAWSService": String(isVia && !String(arn).includes("/aws-service-role/")),
  };
}

function isPublic(address: string): boolean {
  const parts = address.split(".").map(Number);
  if (address.includes(":")) return /^[23]/.test(address);
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return false;
  const [a = 0, b = 0] = parts;
  return !(
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 192 && b === 0 && parts[2] === 0) ||
    (a === 198 && (b === 18 || b === 19))
  );
}

/** What the unknown facts could have been at their best and at their worst for the caller. */
function completionsOf(event: CloudTrailEvent, { allow }: Perimeter): readonly Context[] {
  const facts = perimeterRequest(event);
  const open: Partial<Record<keyof PerimeterRequest, string | undefined>> = {
    sourceIp: allow.cidrs[0]
      ?.split("/")[0]
      ?.replace(/^0\.0\.0\.0$/, "1.2.3.4")
      .replace(/::$/, "::1"),
    sourceVpc: allow.vpcs[0],
    sourceVpce: allow.vpcEndpoints[0],
    principalArn: allow.principals[0]?.replace("::*:", "::111122223333:").replace("*", "x"),
    principalIsAwsService: "true",
    viaAwsService: "true",
  };
  return [open, {}].map((chosen) => {
    const entries = KEYS.flatMap(([fact, key]) => {
      const value = facts[fact] === UNKNOWN ? chosen[fact] : facts[fact];
      return value === undefined ? [] : [[key, String(value)] as const];
    });
    return Object.fromEntries(entries);
  });
}

const KEYS: readonly (readonly [keyof PerimeterRequest, string])[] = [
  ["sourceIp", "aws:SourceIp"],
  ["sourceVpc", "aws:SourceVpc"],
  ["sourceVpce", "aws:SourceVpce"],
  ["principalArn", "aws:PrincipalArn"],
  ["principalIsAwsService", "aws:PrincipalIsAWSService"],
  ["viaAwsService", "aws:ViaAWSService"],
];

/** The evaluator with the policy of a perimeter; what it said once it says again. */
function createSimulator(perimeter: Perimeter) {
  const known = new Map<string, Promise<string>>();
  const statement = withPrefixLengths(perimeterStatement(perimeter, { bucket: "ledger", partition: "aws" }));
  return (event: CloudTrailEvent, contextVariables: Context): Promise<string> => {
    const isObject = isObjectCall(event);
    const key = JSON.stringify([isObject, contextVariables]);
    const answer = known.get(key) ?? simulate(statement, isObject, contextVariables);
    known.set(key, answer);
    return answer;
  };
}

/** By IAM's actions: those whose names speak of objects are on objects, but for the settings of a bucket that do so too. */
function isObjectCall({ name, record }: CloudTrailEvent): boolean {
  if (/^(ListParts|UploadPart|UploadPartCopy|.*MultipartUpload|RestoreObject|SelectObjectContent)$/.test(name))
    return true;
  if (/^(ListObjects|ListObjectsV2|ListObjectVersions)$|ObjectLockConfiguration$/.test(name)) return false;
  return name.includes("Object") || fieldsOf(record["requestParameters"])["key"] !== undefined;
}

async function simulate(statement: unknown, isObject: boolean, contextVariables: Context): Promise<string> {
  const result = await runSimulation(
    {
      request: {
        principal: "arn:aws:iam::111122223333:user/ana",
        action: isObject ? "s3:GetObject" : "s3:ListBucket",
        resource: { resource: `arn:aws:s3:::ledger${isObject ? "/key" : ""}`, accountId: "111122223333" },
        contextVariables,
      },
      identityPolicies: [
        {
          name: "all",
          policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] },
        },
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: { Version: "2012-10-17", Statement: [statement] },
    },
    {},
  );
  return result.resultType === "error" ? JSON.stringify(result.errors) : result.overallResult;
}

/** The evaluator compares a bare address with one of the other family wrongly, where IAM reads it as `/32`. */
function withPrefixLengths(statement: object): unknown {
  return JSON.parse(JSON.stringify(statement).replace(/"(\d+\.\d+\.\d+\.\d+)"/g, '"$1/32"'));
}
