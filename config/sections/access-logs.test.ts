import { detectorSettings, regionalSettings } from "../derived/detector-settings";
import { deadLetterQueues } from "../derived/digest-settings";
import { parseConfig } from "../load-config";
import { ConfigError } from "../yaml/config-error";

function configOf(perimeters: string, rest = "") {
  const text = `project: palisade\naccount: "111122223333"\nregion: eu-central-1\nperimeters:\n${perimeters}${rest}`;
  return parseConfig(text, "palisade.yaml");
}

const perimeter = (name: string, buckets: string, accessLogs?: string) =>
  `  ${name}: {buckets: [${buckets}], allow: {cidrs: [203.0.113.0/24]}${accessLogs === undefined ? "" : `, accessLogs: ${accessLogs}`}}\n`;

function problems(perimeters: string, rest = ""): readonly string[] {
  try {
    configOf(perimeters, rest);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((line) => line.replace(/^palisade\.yaml:\d+:\d+ /, ""));
    throw error;
  }
}

const TWO_REGIONS = "my-data, {name: my-data-abroad, region: us-east-1}, my-other-data";

describe("access logs", () => {
  it("are off unless a perimeter has them on", () => {
    expect(configOf(perimeter("office", "my-data")).accessLogs).toBeUndefined();
    const config = configOf(perimeter("office", "my-data", "false"));
    expect(config.accessLogs).toBeUndefined();
    expect(JSON.stringify(detectorSettings(config))).not.toContain("access-logs");
    expect(deadLetterQueues(config)).toEqual(["palisade-events-dead-letters"]);
  });

  it.each([
    ["project", 'project: a-project-name-that-is-too-long\naccount: "111122223333"\nregion: eu-central-1\n'],
    ["region", 'project: palisade\naccount: "111122223333"\n'],
  ])("say nothing of a bucket's name that is made of a wrong %s", (key, head) => {
    let message = "";
    try {
      parseConfig(`${head}perimeters:\n${perimeter("office", "my-data", "true")}`, "palisade.yaml");
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(`${key}: `);
    expect(message).not.toContain("s3-logs");
  });

  it("go into one bucket in each region with a bucket that is logged, home first", () => {
    const config = configOf(perimeter("office", TWO_REGIONS, "true") + perimeter("silent", "my-silent-data"));
    const made = { create: true, prefixes: [""], notifies: true };
    expect(config.accessLogs).toEqual({
      retentionDays: 365,
      monitor: [],
      logBuckets: [
        {
          ...made,
          name: "palisade-s3-logs-111122223333-eu-central-1",
          region: "eu-central-1",
          sources: ["my-data", "my-other-data"],
        },
        {
          ...made,
          name: "palisade-s3-logs-111122223333-us-east-1",
          region: "us-east-1",
          sources: ["my-data-abroad"],
        },
      ],
    });
  });

  it("are part of what Palisade watches over, each log bucket in its own region", () => {
    const config = configOf(perimeter("office", TWO_REGIONS, "true"), "logs: {bucket: my-trail-logs}\n");
    const { pipeline, logBuckets } = detectorSettings(config);
    const [home, abroad] = ["eu-central-1", "us-east-1"].map((region) => `palisade-s3-logs-111122223333-${region}`);
    expect(logBuckets).toEqual(["my-trail-logs", home, abroad]);
    expect(regionalSettings(config, "eu-central-1").logBuckets).toEqual(["my-trail-logs", home]);
    expect(regionalSettings(config, "us-east-1").logBuckets).toEqual([abroad]);
    for (const names of [pipeline.functions, pipeline.roles, pipeline.rules, pipeline.queues]) {
      expect(names).toContain("palisade-access-logs");
    }
    expect(pipeline.logGroups).toContain("/aws/lambda/palisade-access-logs");
    expect(deadLetterQueues(config)).toContain("palisade-access-logs-dead-letters");
  });

  it("may lie in a bucket that the buckets log into already, of which nothing is written unasked", () => {
    const { accessLogs } = configOf(
      perimeter("a", "my-data", "{existing: my-logs, prefix: a/}") +
        perimeter("b", "my-other-data", "{existing: my-logs, prefix: b/, replaceNotifications: true}") +
        perimeter("c", "my-third-data", "{existing: my-logs, prefix: b/c/}") +
        perimeter("d", "{name: my-data-abroad, region: us-east-1}", "{existing: my-logs-abroad}"),
      "",
    );
    expect(accessLogs?.logBuckets).toEqual([
      {
        name: "my-logs",
        region: "eu-central-1",
        create: false,
        prefixes: ["a/", "b/"],
        notifies: true,
        sources: ["my-data", "my-other-data", "my-third-data"],
      },
      {
        name: "my-logs-abroad",
        region: "us-east-1",
        create: false,
        prefixes: [""],
        notifies: false,
        sources: ["my-data-abroad"],
      },
    ]);
  });

  it("have a bucket's name and days of the user's own", () => {
    const rest = 'accessLogs: {bucket: "acme-{region}-s3", retentionDays: 30}\n';
    const { accessLogs } = configOf(perimeter("office", TWO_REGIONS, "true"), rest);
    expect(accessLogs?.retentionDays).toBe(30);
    expect(accessLogs?.logBuckets.map(({ name }) => name)).toEqual(["acme-eu-central-1-s3", "acme-us-east-1-s3"]);
  });

  it("are held against the allowlist for all buckets, or for those that are named", () => {
    const monitored = (rest: string) =>
      detectorSettings(configOf(perimeter("office", TWO_REGIONS, "true"), rest)).monitoredBuckets;
    expect(monitored("")).toBeUndefined();
    expect(monitored("accessLogs: {monitor: [my-data]}\n")).toEqual(["my-data"]);
  });

  it.each<readonly [string, string, string, string]>([
    [
      "are asked for where no perimeter has them on",
      perimeter("office", "my-data"),
      "accessLogs: {retentionDays: 30}\n",
      "no perimeter has access logs on",
    ],
    [
      "would go into one bucket from two regions",
      perimeter("office", TWO_REGIONS, "true"),
      "accessLogs: {bucket: my-logs}\n",
      "write {region} into accessLogs.bucket",
    ],
    [
      "are said to lie in one bucket for two regions",
      perimeter("office", TWO_REGIONS, "{existing: my-logs}"),
      "",
      "make a perimeter for each region",
    ],
    [
      "would be logged themselves",
      perimeter("office", "my-data, my-logs", "{existing: my-logs}"),
      "",
      "every log in it would be logged again without end",
    ],
    [
      "would be logged themselves in a bucket of Palisade's",
      perimeter("office", "my-data, my-logs", "true"),
      "accessLogs: {bucket: my-logs}\n",
      "every log in it would be logged again without end",
    ],
    [
      "would go to where the trail writes",
      perimeter("office", "my-data", "{existing: my-trail-logs}"),
      "logs: {bucket: my-trail-logs}\n",
      "the trail's log bucket",
    ],
    [
      "would go to where Terraform's state is",
      perimeter("office", "my-data", "true"),
      "state: {bucket: my-state}\naccessLogs: {bucket: my-state}\n",
      "the state bucket",
    ],
    [
      "would be made and be there already",
      perimeter("a", "my-data", "true") + perimeter("b", "my-other-data", "{existing: my-logs}"),
      "accessLogs: {bucket: my-logs}\n",
      "made by Palisade and existing at once",
    ],
    [
      "would have a name that S3 does not take",
      perimeter("office", "my-data", "true"),
      'accessLogs: {bucket: "a-name-that-is-far-too-long-for-any-bucket-there-could-be-{region}"}\n',
      "3 to 63",
    ],
    [
      "are to be monitored of a bucket that is not logged",
      perimeter("office", "my-data", "true") + perimeter("silent", "my-silent-data"),
      "accessLogs: {monitor: [my-silent-data]}\n",
      "not in a perimeter with access logs",
    ],
    ["are no choice", perimeter("office", "my-data", "yes please"), "", "expected true, false, or {existing"],
  ])("are refused where they %s", (_, perimeters, rest, problem) => {
    expect(problems(perimeters, rest)).toEqual([expect.stringContaining(problem)]);
  });
});
