import { enforced } from "../../testing/configurations";
import { parseConfig } from "../load-config";
import { ConfigError } from "../yaml/config-error";

const servicesOf = (lines: string) => parseConfig(enforced(lines), "palisade.yaml").services;

function problemsOf(text: string): readonly string[] {
  try {
    parseConfig(text, "palisade.yaml");
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the services of palisade.yaml", () => {
  it("are all left alone unless asked for", () => {
    const none = { guardduty: false, securityHub: false, accessAnalyzer: false, macie: false };
    expect(servicesOf("")).toEqual(none);
    expect(servicesOf("services: {guardduty: false, config: false}")).toEqual(none);
  });

  it("have a switch each, and AWS Config a bucket", () => {
    expect(servicesOf("services: {macie: true, config: true}")).toEqual({
      guardduty: false,
      config: { bucket: "palisade-config-111122223333-eu-central-1" },
      securityHub: false,
      accessAnalyzer: false,
      macie: true,
    });
    expect(servicesOf("services: {config: {bucket: own-config}}").config).toEqual({ bucket: "own-config" });
    expect(servicesOf("services: {config: {}}").config?.bucket).toMatch(/^palisade-config-/);
  });

  it.each([
    ["services: {config: yes please}", "services.config: not a switch, got"],
    ["services: {config: {bukket: own-config}}", "services.config.bukket: unknown key, got"],
    ["services: {config: {bucket: UPPER}}", "services.config.bucket: "],
    ["services: {guardduty: 1}", "services.guardduty: not a switch, got 1"],
    ["services: {guardDuty: true}", "services.guardDuty: unknown key, got"],
    ["services: [guardduty]", "services: not a map of keys"],
    ["services: {config: {bucket: example-data}}", "perimeters.sensitive.buckets.0: the bucket that AWS Config"],
    [
      "services: {config: {bucket: palisade-logs-111122223333-eu-central-1}}",
      "services.config: delivers to palisade-logs-111122223333-eu-central-1, which is the log bucket",
    ],
    ["services: {config: {bucket: state-1}}\nstate: {bucket: state-1}", "services.config: delivers to state-1, which"],
  ])("refuse %s", (lines, expected) => {
    const problems = problemsOf(enforced(lines));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });
});

it.each([
  ["eu-central-1", "aws", "us-east-1"],
  ["us-gov-east-1", "aws-us-gov", "us-gov-west-1"],
  ["cn-northwest-1", "aws-cn", "cn-north-1"],
])("knows where the calls of IAM appear for %s", (region, partition, expected) => {
  const text = enforced("").replace("eu-central-1", region).replaceAll("arn:aws:", `arn:${partition}:`);
  expect(parseConfig(text, "palisade.yaml").globalRegion).toBe(expected);
});
