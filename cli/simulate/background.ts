import type { Fields } from "@palisade/engine/events/fields";
import { ACTORS } from "./actors";
import { managementRecord, objectRecord, signInRecord } from "./record";
import type { Stage } from "./stage";

type Act = (stage: Stage, minute: number) => Fields;

/** An ordinary day, weighted by how often each is listed. */
const ACTS: readonly [Act, ...Act[]] = [
  read,
  read,
  read,
  read,
  write,
  write,
  listing,
  deliverLogs,
  describe,
  assumeRole,
  signIn,
];

/** `count` records of people and jobs that do nothing wrong, spread over the hour of the scenario. */
export function background(stage: Stage, count: number): readonly Fields[] {
  return Array.from({ length: count }, () => stage.random.pick(ACTS)(stage, stage.random.below(3600) / 60));
}

const keyOf = ({ random }: Stage) => `reports/2026/11/part-${String(random.below(10_000)).padStart(5, "0")}.parquet`;

function read(stage: Stage, minute: number): Fields {
  const bytesOut = 2_000 + stage.random.below(60_000);
  return objectRecord(stage, { ...byJob(stage, minute), name: "GetObject", key: keyOf(stage), bytesOut });
}

function write(stage: Stage, minute: number): Fields {
  const bytesIn = 2_000 + stage.random.below(60_000);
  const parameters = { "x-amz-server-side-encryption": "AES256" };
  return objectRecord(stage, { ...byJob(stage, minute), name: "PutObject", key: keyOf(stage), bytesIn, parameters });
}

function listing(stage: Stage, minute: number): Fields {
  const parameters = { "list-type": "2", prefix: "reports/2026/11/" };
  return objectRecord(stage, { ...byJob(stage, minute), name: "ListObjects", parameters });
}

/** AWS's own deliveries that are refused: noise that must not look like a stranger. */
function deliverLogs(stage: Stage, minute: number): Fields {
  return objectRecord(stage, {
    minute,
    who: ACTORS.logDelivery(),
    from: { sourceIPAddress: "delivery.logs.amazonaws.com" },
    userAgent: "delivery.logs.amazonaws.com",
    name: "PutObject",
    key: `AWSLogs/${stage.account}/vpcflowlogs/${stage.region}/2026/11/20/${stage.random.hex(8)}.log.gz`,
    error: { code: "AccessDenied", message: "Access Denied" },
  });
}

function describe(stage: Stage, minute: number): Fields {
  const [service, name] = stage.random.pick<readonly [string, string]>([
    ["ec2", "DescribeInstances"],
    ["logs", "DescribeLogGroups"],
    ["monitoring", "GetMetricData"],
  ]);
  return managementRecord(stage, { ...byJob(stage, minute), service, name, parameters: {} });
}

function assumeRole(stage: Stage, minute: number): Fields {
  return managementRecord(stage, {
    minute,
    who: { type: "AWSService", invokedBy: "ec2.amazonaws.com" },
    from: { sourceIPAddress: "ec2.amazonaws.com" },
    userAgent: "ec2.amazonaws.com",
    service: "sts",
    name: "AssumeRole",
    readOnly: true,
    parameters: {
      roleArn: `arn:${stage.partition}:iam::${stage.account}:role/nightly-reports`,
      roleSessionName: "i-0a1b2c3d4e5f60718",
    },
  });
}

function signIn(stage: Stage, minute: number): Fields {
  return signInRecord(stage, {
    minute,
    who: ACTORS.admin(stage),
    from: stage.inside,
    name: "ConsoleLogin",
    parameters: {},
    mfa: true,
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
  });
}

function byJob(stage: Stage, minute: number) {
  return { minute, who: ACTORS.job(stage), from: stage.inside };
}
