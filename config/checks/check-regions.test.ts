import { parseConfig } from "../load-config";
import { ConfigError } from "../yaml/config-error";

const CONFIGURATION = [
  "project: palisade",
  'account: "111122223333"',
  "region: eu-central-1",
  "perimeters:",
  "  office:",
  "    buckets: [my-bucket, {name: other-bucket, region: us-east-1}]",
  "    allow: {cidrs: [203.0.113.0/24]}",
].join("\n");

const HUNTING =
  "trail: {existing: organisation-trail}\nhunting: {trailLogs: s3://organisation-trail-logs/AWSLogs, regions: [eu-central-1]}";

interface Outcome {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

function outcomeOf(text: string): Outcome {
  try {
    return { problems: [], warnings: parseConfig(text, "palisade.yaml").warnings };
  } catch (error) {
    if (error instanceof ConfigError) return { problems: error.problems, warnings: [] };
    throw error;
  }
}

/** The configuration with another region wherever one can be written. */
const PLACES: readonly (readonly [place: string, write: (region: string) => string])[] = [
  ["palisade.yaml:3:9 region", (region) => CONFIGURATION.replace("eu-central-1", region)],
  [
    "palisade.yaml:6:55 perimeters.office.buckets.1.region",
    (region) => CONFIGURATION.replace("region: us-east-1", `region: ${region}`),
  ],
  ["palisade.yaml:8:35 state.region", (region) => `${CONFIGURATION}\nstate: {bucket: my-state, region: ${region}}`],
  ["palisade.yaml:9:70 hunting.regions.0", (region) => `${CONFIGURATION}\n${HUNTING.replace("eu-central-1", region)}`],
  [
    "palisade.yaml:8:19 trail.existing",
    (region) => `${CONFIGURATION}\ntrail: {existing: "arn:aws:cloudtrail:${region}:111122223333:trail/org"}`,
  ],
];

describe("regions of a configuration", () => {
  it.each(PLACES)("takes one that is known at %s, without a word", (_, write) => {
    expect(outcomeOf(write("eu-west-1"))).toEqual({ problems: [], warnings: [] });
  });

  it.each(PLACES)("warns of one that AWS may have opened lately at %s, and names the nearest", (place, write) => {
    const { problems, warnings } = outcomeOf(write("eu-wset-1"));
    expect(problems).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${place.replaceAll(".", "\\.")}: not a region that Palisade knows, got ".*eu-wset-1.*", expected one such as eu-west-1, fix: write eu-west-1 if that is meant, or leave it if AWS opened this region lately$`,
        ),
      ),
    ]);
  });

  it.each(PLACES)("refuses one that no partition could have at %s", (place, write) => {
    const [problem = "", ...others] = outcomeOf(write("atlantis-west-1")).problems;
    expect(others).toEqual([]);
    expect(problem.startsWith(`${place}: `)).toBe(true);
    expect(problem).toMatch(/not a region, got ".*atlantis-west-1.*", expected a region such as eu-central-1, fix: /);
  });

  it.each(PLACES)("refuses one of a partition without Palisade at %s", (place, write) => {
    const [problem = ""] = outcomeOf(write("eusc-de-east-1")).problems;
    expect(problem.startsWith(`${place}: `)).toBe(true);
    expect(problem).toContain("in partition aws-eusc, got ");
  });

  it.each(PLACES.slice(1))("refuses one of another partition than the home region's at %s", (place, write) => {
    const [problem = ""] = outcomeOf(write("us-gov-west-1")).problems;
    expect(problem.startsWith(`${place}: `)).toBe(true);
    expect(problem).toContain("in another partition, got ");
  });

  it.each([
    ["EU-CENTRAL-1", "eu-central-1"],
    ["eu_west_1", "eu-west-1"],
    ["us-east", "us-east-1"],
    ["us-gov-wets-1-a", "us-gov-west-1"],
  ])("refuses %s and proposes %s", (region, nearest) => {
    const [problem = ""] = outcomeOf(CONFIGURATION.replace("eu-central-1", region)).problems;
    expect(problem).toMatch(new RegExp(`^palisade\\.yaml:3:9 region: not a region, .*, fix: write ${nearest}$`));
  });

  it("warns once of a home region, not of each bucket in it", () => {
    expect(outcomeOf(CONFIGURATION.replace("eu-central-1", "eu-central-9")).warnings).toHaveLength(1);
  });

  it.each([
    ['kms: "arn:aws-cn:kms:eu-central-1:111122223333:key/1"', "palisade.yaml:8:6 kms"],
    [
      'trail: {existing: "arn:aws-us-gov:cloudtrail:eu-central-1:111122223333:trail/t"}',
      "palisade.yaml:8:19 trail.existing",
    ],
  ])("refuses the ARN of another partition: %s", (line, place) => {
    const { problems } = outcomeOf(`${CONFIGURATION}\n${line}`);
    expect(problems).toEqual([expect.stringContaining(`${place}: of partition "aws-`)]);
    expect(problems[0]).toContain("fix: begin it with arn:aws:");
  });

  it("refuses a key of a trail in another partition", () => {
    const key = "arn:aws-cn:kms:eu-central-1:111122223333:key/1";
    const text = `${CONFIGURATION}\n${HUNTING.replace("{trailLogs", `{trailKey: "${key}", trailLogs`)}`;
    expect(outcomeOf(text).problems).toEqual([expect.stringContaining('hunting.trailKey: of partition "aws-cn"')]);
  });
});
