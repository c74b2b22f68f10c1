import { EventRules } from "../../stacks/alerting/event-rules";
import { FunctionCode } from "../../stacks/constructs/function-code";
import { terraformLiteral } from "../../stacks/constructs/terraform-literal";
import { ActivityTrails } from "../../stacks/perimeter/activity-trails";
import { synthScope } from "../../testing/synth";

const place = { partition: "aws", region: "eu-central-1", account: "111122223333" };

describe("constructs", () => {
  it("refuse a pattern that EventBridge would not take, saying how long it is", () => {
    const build = () =>
      synthScope((scope) => {
        const patterns = [{ source: ["x".repeat(5000)] }];
        new EventRules(scope, "rules", { name: "rule", description: "", patterns, target: { arn: "arn" } });
      });
    expect(build).toThrow(/rule rule: pattern has 50\d\d characters, expected at most 4096, fix: /);
  });

  it("let a rule hear calls that only read settings where its pattern asks for them", () => {
    const stateOf = (hearsManagementReads: boolean) =>
      synthScope((scope) => {
        const target = { arn: "arn" };
        new EventRules(scope, "rules", { name: "rule", description: "", patterns: [{}], target, hearsManagementReads });
      }).the("aws_cloudwatch_event_rule").state;
    expect(stateOf(true)).toBe("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
    expect(stateOf(false)).toBeUndefined();
  });

  it("log 1,000 buckets with three trails, and refuse more than five trails hold", () => {
    const trailsFor = (count: number) =>
      synthScope((scope) => {
        const bucketArns = Array.from({ length: count }, (_, index) => `arn:aws:s3:::bucket-${index}`);
        new ActivityTrails(scope, "trail", {
          name: "trail",
          place,
          bucketArns,
          logBucket: "logs-bucket",
          retentionDays: 1,
        });
      });
    const trails = trailsFor(1000).resources("aws_cloudtrail");
    expect(Object.fromEntries(trails.map((trail) => [trail.name, trail.include_global_service_events]))).toEqual({
      trail: true,
      "trail-2": false,
      "trail-3": false,
    });
    expect(() => trailsFor(2600)).toThrow(/2600 buckets need 6 trails, expected at most 5 in a region, fix: /);
  });

  it("say how to make a bundle that is not there", () => {
    const build = () =>
      synthScope((scope) => {
        new FunctionCode(scope, "code", { name: "detector", bundle: "nowhere/index.js", data: {} });
      });
    expect(build).toThrow("function detector: no bundle at nowhere/index.js, expected one, fix: npm run build");
  });

  it("write policy variables so that Terraform does not read them", () => {
    expect(terraformLiteral("a/${aws:username}/%{b} $c $")).toBe("a/$${aws:username}/%%{b} $c $");
  });
});
