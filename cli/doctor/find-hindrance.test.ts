import {
  type Answers,
  awsError,
  CONFIG,
  configOf,
  healthy,
  missing,
  refuse,
  surroundings,
} from "../../testing/fixtures/doctor-fixture";
import { findHindrance } from "./find-hindrance";

const NOT_THERE = missing("ResourceNotFoundException");

/** Buckets that are there, without anything of ours on them. */
const NOTHING: Answers = {
  ...healthy(CONFIG),
  DescribeTable: NOT_THERE,
  GetFunctionConfiguration: NOT_THERE,
  GetTopicAttributes: missing("NotFoundException"),
  GetQueueUrl: missing("QueueDoesNotExist"),
  ListTargetsByRule: NOT_THERE,
  GetTrailStatus: missing("TrailNotFoundException"),
  GetBucketPolicy: missing("NoSuchBucketPolicy"),
};

const find = (answers: Answers, config = CONFIG) => findHindrance(surroundings(answers, config));

describe("what stands before all other looks", () => {
  it("is nothing where all is deployed", async () => {
    expect(await find(healthy(CONFIG))).toBeUndefined();
  });

  it("is that nothing is deployed, said once with what to do", async () => {
    expect(await find(NOTHING)).toEqual({
      kind: "hindered",
      status: 3,
      line: {
        probe: "deployment",
        status: "fail",
        subject: "project palisade",
        why: "nothing of it is deployed in account 111122223333, eu-central-1, us-east-1",
        fix: "npx cdktf deploy perimeter, then npx cdktf deploy alerting; or correct project, region and names in the configuration",
      },
    });
  });

  it("names the stack of the state first, where there is one", async () => {
    const config = configOf(
      "state: {bucket: example-state}\nperimeters: {a: {buckets: [example-data], allow: {cidrs: [203.0.113.0/24]}}}",
    );
    expect((await find(NOTHING, config))?.line.fix).toMatch(
      /^npx cdktf deploy state, unless its bucket is there, then npx cdktf deploy perimeter/,
    );
  });

  it("is also that nothing is deployed where buckets have policies of others, or are not there themselves", async () => {
    const foreign = { Policy: JSON.stringify({ Statement: [{ Sid: "PartnerReads" }] }) };
    expect(await find({ ...NOTHING, GetBucketPolicy: () => foreign })).toMatchObject({ status: 3 });
    expect(await find({ ...NOTHING, GetBucketPolicy: missing("NoSuchBucket") })).toMatchObject({ status: 3 });
  });

  const parts: readonly (keyof typeof NOTHING)[] = [
    "DescribeTable",
    "GetFunctionConfiguration",
    "GetTopicAttributes",
    "GetQueueUrl",
    "ListTargetsByRule",
    "GetTrailStatus",
    "GetBucketPolicy",
  ];

  it.each(parts)("is nothing where half is deployed: %s finds something", async (part) => {
    const found = healthy(CONFIG)[part];
    expect(await find({ ...NOTHING, ...(found && { [part]: found }) })).toBeUndefined();
  });

  it.each(parts)("is nothing where %s may not look, which is no proof that it is missing", async (part) => {
    expect(await find({ ...NOTHING, [part]: refuse })).toBeUndefined();
  });

  it("is nothing where a rule in one region is left of an earlier deployment", async () => {
    const ListTargetsByRule: Answers[string] = (input, region) =>
      region === "us-east-1"
        ? healthy(CONFIG)["ListTargetsByRule"]?.(input, region)
        : awsError("ResourceNotFoundException");
    expect(await find({ ...NOTHING, ListTargetsByRule })).toBeUndefined();
  });

  it("is also that nothing is deployed where rules of the same name send to another project's queue", async () => {
    const ListTargetsByRule = () => ({ Targets: [{ Arn: "arn:aws:sqs:eu-central-1:111122223333:other-events" }] });
    expect(await find({ ...NOTHING, ListTargetsByRule })).toMatchObject({ status: 3 });
  });

  it("is the credentials of another account, a wrong configuration", async () => {
    const GetCallerIdentity = () => ({ Account: "444455556666", Arn: "arn:aws:iam::444455556666:user/me" });
    expect(await find({ ...healthy(CONFIG), GetCallerIdentity })).toMatchObject({
      status: 2,
      line: {
        probe: "identity",
        why: "these are credentials of account 444455556666 (arn:aws:iam::444455556666:user/me)",
      },
    });
  });

  it("is no credentials at all, with which nothing can be looked at", async () => {
    const GetCallerIdentity = missing("CredentialsProviderError");
    expect(await find({ ...healthy(CONFIG), GetCallerIdentity })).toMatchObject({
      status: 1,
      line: {
        probe: "identity",
        why: "no valid credentials (CredentialsProviderError)",
        fix: "aws sso login, or set AWS_PROFILE",
      },
    });
  });
});
