import { eventRules } from "@palisade/engine/detections/engine/event-rules";
import { detectorSettings } from "../../config/derived/detector-settings";
import { parseConfig } from "../../config/load-config";
import { NAME_RULES } from "../../config/sections/names";
import { EVERYTHING, EVERYTHING_IN_CHINA } from "../../testing/configurations";
import { type Block, type Resource, type Stacks, synthFile, synthText } from "../../testing/synth";

interface Statement extends Block {
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

function statements(policy: string): readonly Statement[] {
  return JSON.parse(policy).Statement;
}

/** Reference of another resource's attribute, or the literal name. */
function pointsAt(reference: unknown, { type, id, block }: Resource, name: string): boolean {
  return reference === block[name] || String(reference).startsWith(`\${${type}.${id}.`);
}

const POLICY_ATTRIBUTES = [
  "policy",
  "assume_role_policy",
  "policy_document",
  "event_pattern",
  "redrive_policy",
  "dashboard_body",
];

const CONFIGURATIONS: Readonly<Record<string, () => Stacks>> = {
  "the default configuration": () => synthFile("palisade.yaml"),
  "examples/ip-blocker": () => synthFile("examples/ip-blocker/palisade.yaml"),
  "a configuration with everything": () => synthText(EVERYTHING),
  "the same in China": () => synthText(EVERYTHING_IN_CHINA),
  "the same with keys that AWS owns": () => synthText(`${EVERYTHING}kms: aws-owned\n`),
};

describe.each(Object.entries(CONFIGURATIONS))("%s", (_, synthesize) => {
  const stacks = synthesize();
  const all = stacks.every.flatMap((stack) => stack.all());
  const ofType = (type: string) => all.filter((resource) => resource.type === type);
  const belonging = (type: string, attribute: string, owner: Resource, name: string) =>
    ofType(type).filter(({ block }) => pointsAt(block[attribute], owner, name));

  // What refers to another stack would be found by cdktf's preparation, which the stacks leave out.
  it("refers to no resource of another stack", () => {
    for (const { text, json } of stacks.every) {
      expect(text).not.toContain("terraform_remote_state");
      for (const [, data, type, id] of text.matchAll(/\$\{[^}]*?\b(data\.)?(aws_\w+)\.([\w-]+)/g)) {
        expect(Object.keys(json[data ? "data" : "resource"]?.[type as string] ?? {})).toContain(id);
      }
    }
  });

  it("makes every new bucket private, encrypted, versioned and free of ACLs, and refuses plain HTTP to it", () => {
    for (const bucket of ofType("aws_s3_bucket")) {
      const its = (type: string) => belonging(type, "bucket", bucket, "bucket").map(({ block }) => block);
      expect(its("aws_s3_bucket_public_access_block")).toEqual([
        expect.objectContaining({
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        }),
      ]);
      expect(its("aws_s3_bucket_server_side_encryption_configuration")).toHaveLength(1);
      expect(its("aws_s3_bucket_versioning")[0]?.["versioning_configuration"]).toEqual({ status: "Enabled" });
      expect(its("aws_s3_bucket_ownership_controls")).toHaveLength(1);
      const [policy] = its("aws_s3_bucket_policy");
      expect(statements(policy?.["policy"])).toContainEqual(
        expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      );
    }
  });

  it("writes a bucket's policy after its public access block", () => {
    for (const { block } of ofType("aws_s3_bucket_policy")) {
      const blocks = ofType("aws_s3_bucket_public_access_block").filter(
        (other) => other.block["bucket"] === block["bucket"],
      );
      expect(block["depends_on"] ?? []).toEqual(blocks.map(({ id }) => `aws_s3_bucket_public_access_block.${id}`));
    }
  });

  it("encrypts every queue, and gives each dead letters or makes it such", () => {
    const deadLetters = ofType("aws_sqs_queue")
      .flatMap(({ block }) =>
        block["redrive_policy"] ? [JSON.parse(block["redrive_policy"]).deadLetterTargetArn] : [],
      )
      .concat(ofType("aws_cloudwatch_event_target").flatMap(({ block }) => block["dead_letter_config"]?.arn ?? []));
    for (const { id, block } of ofType("aws_sqs_queue")) {
      expect(block["sqs_managed_sse_enabled"]).toBe(true);
      expect(block["redrive_policy"] !== undefined || deadLetters.includes(`\${aws_sqs_queue.${id}.arn}`)).toBe(true);
    }
  });

  it("lets only its own rules, and buckets that the configuration names, send to a queue", () => {
    expect(ofType("aws_sqs_queue_policy")).toHaveLength(ofType("aws_sqs_queue").length);
    for (const { block } of ofType("aws_sqs_queue_policy")) {
      for (const statement of statements(block["policy"]).filter(({ Effect }) => Effect === "Allow")) {
        // The ARN of a bucket does not say whose it is.
        const account = statement["Principal"].Service === "s3.amazonaws.com" && {
          StringEquals: { "aws:SourceAccount": "111122223333" },
        };
        expect(statement["Condition"]).toEqual({ ArnLike: { "aws:SourceArn": expect.any(Array) }, ...account });
      }
    }
  });

  it("sends every rule's undeliverable events to dead letters, unless it only logs or repeats", () => {
    for (const { block } of ofType("aws_cloudwatch_event_target")) {
      const isLog = String(block["arn"]).includes("aws_cloudwatch_log_group.");
      const isSchedule = String(block["arn"]).includes("aws_lambda_function.");
      expect(block["dead_letter_config"] !== undefined).toBe(!isLog && !isSchedule);
    }
  });

  it("gives every function a log group of its own with an end, JSON logs, arm64, and alarms for errors and throttles", () => {
    for (const { block } of ofType("aws_lambda_function")) {
      const [group] = ofType("aws_cloudwatch_log_group").filter(
        ({ block: { name } }) => name === `/aws/lambda/${block["function_name"]}`,
      );
      expect(group?.block["retention_in_days"]).toBeGreaterThan(0);
      expect(block).toMatchObject({
        architectures: ["arm64"],
        runtime: "nodejs22.x",
        logging_config: { log_format: "JSON", log_group: `\${aws_cloudwatch_log_group.${group?.id}.name}` },
      });
      const metrics = ofType("aws_cloudwatch_metric_alarm")
        .filter((alarm) => alarm.block["dimensions"].FunctionName === block["function_name"])
        .map((alarm) => alarm.block["metric_name"]);
      expect(metrics).toEqual(expect.arrayContaining(["Errors", "Throttles"]));
    }
  });

  it("tells the topic of every alarm at home, and of its end", () => {
    const [topic] = ofType("aws_sns_topic");
    const actions = [`\${aws_sns_topic.${topic?.id}.arn}`];
    for (const { block } of ofType("aws_cloudwatch_metric_alarm")) {
      // From another region no alarm reaches it.
      const told = block["provider"] === undefined ? actions : undefined;
      expect([block["alarm_actions"], block["ok_actions"]]).toEqual([told, told]);
      const isStart = block["alarm_name"].endsWith("-not-started");
      expect(block["treat_missing_data"]).toBe(isStart ? "breaching" : "notBreaching");
    }
  });

  it("alarms when a home rule fails, dead letters wait or the queue grows old", () => {
    const metrics = ofType("aws_cloudwatch_metric_alarm").map(({ block }) => block["metric_name"]);
    expect(metrics).toEqual(
      expect.arrayContaining([
        "FailedInvocations",
        "ApproximateNumberOfMessagesVisible",
        "ApproximateAgeOfOldestMessage",
      ]),
    );
  });

  it("gives roles no wildcard action, and no wildcard resource but a log group's streams, AWS Config's own keys, access logs and the alarms to list", () => {
    expect(ofType("aws_iam_role_policy").length).toBeGreaterThan(0);
    for (const { block } of ofType("aws_iam_role_policy")) {
      for (const { Action, Resource: resource } of statements(block["policy"])) {
        for (const action of listOf(Action)) expect(action).not.toContain("*");
        for (const one of listOf(resource)) {
          expect(one).toMatch(
            /^(?:[^*]+|\$\{aws_cloudwatch_log_group\.\w[\w-]*\.arn\}:\*|[^*]+\/AWSLogs\/111122223333\/Config\/\*|arn:aws(-cn)?:s3:::[\w.-]*-s3-logs[\w.-]*\/[^*]*\*|arn:aws(-cn)?:cloudwatch:[\w-]+:111122223333:alarm:\*)$/,
          );
        }
      }
    }
  });

  it("gives people policies without a wildcard action, and a wildcard only below a bucket or for keys that an alias names", () => {
    for (const { block } of ofType("aws_iam_policy")) {
      for (const { Action, Resource: resource, Condition } of statements(block["policy"])) {
        for (const action of listOf(Action)) expect(action).not.toContain("*");
        // What only lists has no narrower resource.
        if (listOf(Action).every((action) => action.startsWith("athena:List"))) continue;
        for (const one of listOf(resource)) {
          const isOneKey =
            String(one).endsWith(":key/*") && Condition["ForAnyValue:StringEquals"]["kms:ResourceAliases"];
          expect(isOneKey ? "" : one).toMatch(/^(?:[^*]*|arn:aws(-cn)?:s3:::[^*/]+\/.+\*)$/);
        }
      }
      // IAM counts all but white space.
      expect(block["policy"].replace(/\s/g, "").length).toBeLessThanOrEqual(6144);
    }
  });

  it("allows nobody everything: every Allow in a resource's policy names a service or carries a condition", () => {
    const policies = all.filter(({ type }) =>
      ["aws_sns_topic_policy", "aws_sqs_queue_policy", "aws_s3_bucket_policy"].includes(type),
    );
    for (const { block } of policies) {
      for (const statement of statements(block["policy"]).filter(({ Effect }) => Effect === "Allow")) {
        expect(statement["Principal"]).not.toBe("*");
        expect(statement["Condition"]).toBeDefined();
      }
    }
  });

  it("emits only policies, patterns and pages that parse", () => {
    for (const { block } of all) {
      for (const attribute of POLICY_ATTRIBUTES) {
        if (block[attribute] !== undefined) expect(JSON.parse(block[attribute])).toEqual(expect.any(Object));
      }
    }
  });

  it("keeps every pattern within EventBridge's limit and to AWS's own events", () => {
    for (const { block } of ofType("aws_cloudwatch_event_rule")) {
      if (block["event_pattern"] === undefined) continue;
      expect(block["event_pattern"].length).toBeLessThanOrEqual(4096);
      for (const source of JSON.parse(block["event_pattern"]).source) expect(source.prefix ?? source).toMatch(/^aws\./);
    }
  });

  it("creates no access key, user or secret", () => {
    for (const { type } of all) expect(type).not.toMatch(/access_key|iam_user|secret/);
  });

  it("accepts every provider from 5.100 on and acts in the configured account only", () => {
    for (const { json } of stacks.every) {
      expect(json["terraform"].required_providers.aws.version).toBe(">= 5.100, < 7");
      for (const provider of json["provider"].aws) expect(provider.allowed_account_ids).toHaveLength(1);
    }
  });

  it("says nothing that depends on where the project lies", () => {
    for (const { text } of stacks.every) expect(text).not.toContain(process.cwd());
  });
});

it("writes no ARN of another partition in China", () => {
  for (const { text } of synthText(EVERYTHING_IN_CHINA).every) {
    expect(text).toContain("arn:aws-cn:");
    expect(text).not.toContain("arn:aws:");
  }
});

it("emits the rules that the contract asks for, with the buckets of both regions at home", () => {
  const config = parseConfig(EVERYTHING, "palisade.yaml");
  const { alerting } = synthText(EVERYTHING);
  const atHome = alerting
    .all("aws_cloudwatch_event_rule")
    .filter(({ id }) => id.startsWith("rules-"))
    .map(({ block }) => JSON.parse(block["event_pattern"]));
  const wanted = eventRules(detectorSettings(config)).flatMap(({ patterns }) => [...patterns]);
  expect(atHome).toEqual(expect.arrayContaining(wanted));
});

it("lets a user choose every physical name", () => {
  const own = Object.keys(NAME_RULES).map((name) => [name, `own-${name}`]);
  const names = {
    ...Object.fromEntries(own),
    keyAlias: "alias/own",
    debugLogGroup: "/aws/events/own",
    huntingDatabase: "own_database",
  };
  const text =
    `${EVERYTHING}names: ${JSON.stringify(names)}\nlogs: {bucket: own-logs}\naccessLogs: {bucket: "own-s3-logs-{region}"}\n`
      .replace("palisade\n", "projectname\n")
      .replace("config: true", "config: {bucket: own-config}")
      .replace("hunting: true", "hunting: {bucket: own-hunting}");
  const resources = synthText(text).every.flatMap((stack) => stack.all());
  // The dashboard shows the project's own counters, and an alarm watches one: that is not a name of anything.
  const isCounter = ({ type, block }: Resource) =>
    type === "aws_cloudwatch_dashboard" || block["namespace"] === "Palisade";
  const named = resources.filter((resource) => !isCounter(resource));
  expect(JSON.stringify(named)).not.toContain("projectname");
});
