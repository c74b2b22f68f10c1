import { describeFaults } from "../../../testing/contracts/describe-faults";
import {
  ACCOUNT,
  type Answers,
  faultsOf,
  healthyAnswer,
  look,
  missing,
  policy,
  refuse,
} from "../../../testing/fixtures/doctor-fixture";
import { bucketPolicies } from "./bucket-policies";

const VAULT = "policy of example-vault";
const of = (bucket: string, answer: (live: string) => unknown): Answers => ({
  GetBucketPolicy: (input, region) => {
    const live = healthyAnswer("GetBucketPolicy", input, region) as { readonly Policy?: string };
    return input["Bucket"] === bucket ? answer(live.Policy ?? "") : live;
  },
});
const as = (Arn: string): Answers => ({ GetCallerIdentity: () => ({ Account: ACCOUNT, Arn }) });

describeFaults(bucketPolicies, [
  [
    "a policy that is gone",
    of("example-vault", missing("NoSuchBucketPolicy")),
    { subject: VAULT, why: "has none", fix: "deploy perimeter" },
  ],
  [
    "a network that someone added",
    of("example-vault", (Policy) => ({ Policy: Policy.replace("203.0.113.0/24", "0.0.0.0/0") })),
    { subject: VAULT, why: "lacks or changes PalisadePerimeter; has PalisadePerimeter instead or besides" },
  ],
  [
    "a statement that someone added",
    of("example-vault", (Policy) => ({
      Policy: policy(...JSON.parse(Policy).Statement, {
        Sid: "Theirs",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:*",
      }),
    })),
    { subject: VAULT, why: /^has Theirs instead or besides$/ },
  ],
  [
    "a Deny that was left where the perimeter only observes",
    of("example-watched", () => ({ Policy: policy({ Sid: "PalisadePerimeter", Effect: "Deny" }) })),
    { subject: "policy of example-watched", why: "only observes" },
  ],
  [
    "a bucket that is gone",
    of("example-watched", missing("NoSuchBucket")),
    { subject: "policy of example-watched", why: "the bucket does not exist" },
  ],
  [
    "a public access block that is half off",
    {
      GetPublicAccessBlock: () => ({
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
      }),
    },
    { subject: "public access block of example-vault", why: "IgnorePublicAcls, RestrictPublicBuckets is off" },
  ],
  [
    "a public access block that is gone",
    { GetPublicAccessBlock: missing("NoSuchPublicAccessBlockConfiguration") },
    { subject: "public access block of example-vault", why: "does not exist" },
  ],
]);

describe("probe bucket-policies", () => {
  const wayIn = async (answers: Answers) =>
    (await look(bucketPolicies, answers)).find(({ subject }) => subject === "your way into example-vault");

  it("takes lists of one and the order of statements for the same policy", async () => {
    const reordered = of("example-vault", (Policy) => {
      const { Statement, Version } = JSON.parse(Policy) as { Statement: readonly object[]; Version: string };
      const others = Statement.toReversed().map((statement) => ({ ...statement, Action: ["s3:*"] }));
      return { Policy: JSON.stringify({ Statement: others, Version }) };
    });
    expect(await faultsOf(bucketPolicies, reordered)).toEqual([]);
  });

  it("knows an exempt role by its path, which the session's name does not have", async () => {
    expect(await wayIn({})).toMatchObject({ status: "pass", why: "you are exempt, from anywhere" });
  });

  it("warns a caller who gets in only from here", async () => {
    const line = await wayIn(as(`arn:aws:iam::${ACCOUNT}:user/bob`));
    expect(line).toMatchObject({ status: "pass", why: expect.stringContaining("not exempt elsewhere") });
  });

  it("does not know why it is refused, and says what to do", async () => {
    const lines = await faultsOf(bucketPolicies, of("example-vault", refuse));
    expect(lines.map(({ status }) => status)).toEqual(["unknown", "unknown"]);
    expect(lines[1]).toMatchObject({ fix: expect.stringContaining("perimeters.vault.allow.principals") });
  });
});
