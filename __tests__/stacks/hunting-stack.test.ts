import { ACCESS_LOGS, CLOUDTRAIL } from "@palisade/engine/hunts/sql/tables";
import { enforced } from "../../testing/configurations";
import { trinoFaults } from "../../testing/sql-grammar";
import { type Block, type Synthesized, synthText } from "../../testing/synth";

function huntingOf(lines: string, change = (text: string) => text): Synthesized {
  const { hunting } = synthText(change(enforced(lines)));
  if (hunting === undefined) throw new Error("no hunting stack");
  return hunting;
}

const withAccessLogs = (text: string) => text.replace("    mode: enforce", "    mode: enforce\n    accessLogs: true");
const statementsOf = (stack: Synthesized): readonly Block[] =>
  JSON.parse(stack.the("aws_iam_policy").policy).Statement as Block[];
const tablesOf = (stack: Synthesized) => stack.resources("aws_glue_catalog_table");

describe("the hunting stack", () => {
  const hunting = huntingOf("hunting: {limitGb: 50, retentionDays: 7, regions: [eu-central-1, us-east-1]}");

  it("is not there unless somebody asks", () => {
    expect(synthText(enforced("")).hunting).toBeUndefined();
    expect(synthText(enforced("hunting: false")).hunting).toBeUndefined();
  });

  it("has one table over the trail's files, with a partition an account, region and day", () => {
    const [table, ...others] = tablesOf(hunting);
    expect(others).toEqual([]);
    expect(table).toMatchObject({
      name: "cloudtrail",
      table_type: "EXTERNAL_TABLE",
      partition_keys: CLOUDTRAIL.partitions.map((name) => ({ name, type: "string" })),
      parameters: {
        "projection.enabled": "true",
        "projection.account.type": "enum",
        "projection.account.values": "111122223333",
        "projection.region.values": "eu-central-1,us-east-1",
        "projection.day.type": "date",
        "projection.day.format": "yyyy/MM/dd",
        "projection.day.range": "NOW-367DAYS,NOW",
        "projection.day.interval.unit": "DAYS",
        "storage.location.template":
          "s3://palisade-logs-111122223333-eu-central-1/AWSLogs/$${account}/CloudTrail/$${region}/$${day}/",
      },
      storage_descriptor: {
        location: "s3://palisade-logs-111122223333-eu-central-1/AWSLogs/",
        input_format: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
        ser_de_info: { serialization_library: "org.apache.hive.hcatalog.data.JsonSerDe" },
      },
    });
    const columns: readonly Block[] = table?.storage_descriptor.columns;
    expect(columns.map(({ name }) => name)).toEqual(CLOUDTRAIL.columns.map(({ name }) => name));
    expect(columns.find(({ name }) => name === "requestparameters")?.type).toBe("string");
    expect(columns.find(({ name }) => name === "resources")?.type).toBe(
      "array<struct<arn:string,accountid:string,type:string>>",
    );
    expect(columns.find(({ name }) => name === "useridentity")?.type).toContain("attributes:map<string,string>");
  });

  it("keeps every query below its limit, in one workgroup whose settings nobody overrides", () => {
    expect(hunting.the("aws_athena_workgroup")).toMatchObject({
      name: "palisade-hunting",
      force_destroy: true,
      configuration: {
        enforce_workgroup_configuration: true,
        publish_cloudwatch_metrics_enabled: true,
        bytes_scanned_cutoff_per_query: 50 * 1024 ** 3,
        result_configuration: {
          output_location: "s3://palisade-hunting-111122223333-eu-central-1/results/",
          expected_bucket_owner: "111122223333",
          encryption_configuration: { encryption_option: "SSE_S3" },
        },
      },
    });
    expect(hunting.the("aws_s3_bucket")).toMatchObject({ force_destroy: true });
    expect(hunting.the("aws_s3_bucket_lifecycle_configuration").rule[0].expiration).toEqual([{ days: 7 }]);
  });

  it("lets people read logs, tables and keys by way of Athena only", () => {
    const statements = statementsOf(hunting);
    const of = (sid: string) => statements.find(({ Sid }) => Sid === sid);
    for (const sid of ["FindTables", "FindLogs", "ReadLogs"]) {
      expect(of(sid)?.Condition).toEqual({ "ForAnyValue:StringEquals": { "aws:CalledVia": "athena.amazonaws.com" } });
    }
    expect(of("Ask")?.Resource).toBe("arn:aws:athena:eu-central-1:111122223333:workgroup/palisade-hunting");
    expect(of("ReadLogs")?.Resource).toEqual([
      "arn:aws:s3:::palisade-logs-111122223333-eu-central-1/AWSLogs/*/CloudTrail/*",
    ]);
    expect(of("DecryptLogs")).toMatchObject({
      Action: "kms:Decrypt",
      Condition: {
        StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" },
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/palisade-trail" },
      },
    });
    expect(hunting.json["output"]["hunters-policy"].value).toMatch(/aws_iam_policy\..+\.arn/);
  });

  it("names keys by what they are", () => {
    const key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const own = huntingOf(`hunting: true\nkms: ${key}`);
    expect(statementsOf(own).find(({ Sid }) => Sid === "DecryptLogs")?.Resource).toBe(key);
    expect(statementsOf(own).find(({ Sid }) => Sid === "EncryptResults")?.Resource).toBe(key);
    expect(own.the("aws_athena_workgroup").configuration.result_configuration.encryption_configuration).toEqual({
      encryption_option: "SSE_KMS",
      kms_key_arn: key,
    });
    const none = statementsOf(huntingOf("hunting: true\nkms: aws-owned")).map(({ Sid }) => Sid);
    expect(none).not.toContain("DecryptLogs");
    const lines = `hunting: {trailLogs: "s3://their-logs/AWSLogs/o-1", trailKey: "${key}"}\ntrail: {existing: theirs}`;
    const theirs = statementsOf(huntingOf(lines));
    expect(theirs.find(({ Sid }) => Sid === "DecryptLogs")?.Resource).toBe(key);
    expect(theirs.find(({ Sid }) => Sid === "ReadLogs")?.Resource).toEqual([
      "arn:aws:s3:::their-logs/AWSLogs/o-1/*/CloudTrail/*",
    ]);
  });

  it("has a table over the access logs that Palisade has written, a partition a bucket and day", () => {
    const stack = huntingOf("hunting: true", withAccessLogs);
    const table = tablesOf(stack).find(({ name }) => name === "access_logs");
    expect(table).toMatchObject({
      partition_keys: ["account", "region", "bucket", "day"].map((name) => ({ name, type: "string" })),
      parameters: {
        "projection.bucket.values": "example-data",
        "storage.location.template":
          "s3://palisade-s3-logs-111122223333-eu-central-1/$${account}/$${region}/$${bucket}/$${day}/",
      },
      storage_descriptor: { ser_de_info: { serialization_library: "org.apache.hadoop.hive.serde2.RegexSerDe" } },
    });
    expect(table?.storage_descriptor.columns.map(({ name }: Block) => name)).toEqual(
      ACCESS_LOGS.columns.map(({ name }) => name),
    );
    expect(statementsOf(stack).find(({ Sid }) => Sid === "ReadLogs")?.Resource).toContain(
      "arn:aws:s3:::palisade-s3-logs-111122223333-eu-central-1/111122223333/*",
    );
  });

  it("joins the access logs of several regions by a view", () => {
    const stack = huntingOf("hunting: true", (text) =>
      withAccessLogs(text).replace("[example-data]", "[example-data, {name: example-abroad, region: us-east-1}]"),
    );
    expect(Object.fromEntries(tablesOf(stack).map(({ name, table_type: type }) => [name, type]))).toEqual({
      cloudtrail: "EXTERNAL_TABLE",
      access_logs_eu_central_1: "EXTERNAL_TABLE",
      access_logs_us_east_1: "EXTERNAL_TABLE",
      access_logs: "VIRTUAL_VIEW",
    });
    const view = tablesOf(stack).at(-1);
    const [, definition = ""] = /^\/\* Presto View: (\S+) \*\/$/.exec(view?.view_original_text) ?? [];
    const { originalSql, columns, schema } = JSON.parse(Buffer.from(definition, "base64").toString());
    expect(schema).toBe("palisade");
    expect(columns).toContainEqual({ name: "bytessent", type: "bigint" });
    expect(columns).toContainEqual({ name: "day", type: "varchar" });
    expect(trinoFaults(originalSql)).toEqual([]);
    expect(originalSql).toMatch(/^SELECT "bucketowner", .+ FROM access_logs_eu_central_1\nUNION ALL\nSELECT /);
  });
});
