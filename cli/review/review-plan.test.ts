import type { ResourceChange } from "./read-plan";
import { reviewChanges } from "./review-plan";

const deny = (cidrs: readonly string[]) =>
  JSON.stringify({
    Statement: [{ Sid: "PalisadePerimeter", Effect: "Deny", Condition: { NotIpAddress: { "aws:SourceIp": cidrs } } }],
  });

const change = (before: string | undefined, after: string | undefined): ResourceChange => ({
  address: "aws_s3_bucket_policy.one",
  type: "aws_s3_bucket_policy",
  actions: after === undefined ? ["delete"] : before === undefined ? ["create"] : ["update"],
  before: before === undefined ? {} : { bucket: "data", policy: before },
  after: after === undefined ? {} : { bucket: "data", policy: after },
});

const review = (one: ResourceChange) => reviewChanges([one]).join("\n");

describe("reviewChanges", () => {
  it("says that a bucket begins to deny", () => {
    const text = review(change(undefined, deny(["203.0.113.0/24"])));
    expect(text).toContain("begins to deny");
    expect(text).not.toContain("wider");
  });

  it("is loud about an address that is added", () => {
    expect(review(change(deny(["203.0.113.0/24"]), deny(["203.0.113.0/24", "192.0.2.0/24"])))).toContain(
      "wider:** lets in addresses `192.0.2.0/24`",
    );
  });

  it("is loud about a Deny that goes away", () => {
    expect(review(change(deny(["203.0.113.0/24"]), undefined))).toContain("the perimeter's Deny goes away");
  });

  it("says so when a policy is not known yet", () => {
    const unknown = { ...change(undefined, deny([])), after: { bucket: "data" } };
    expect(review(unknown)).toContain("only known once it is applied");
  });

  it("says so when nothing changes", () => {
    expect(review({ ...change(deny([]), deny([])), actions: ["no-op"] })).toContain("No bucket's perimeter changes");
  });
});
