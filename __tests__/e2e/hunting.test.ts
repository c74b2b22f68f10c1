import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AwsClients, createAwsClients } from "./aws-clients";
import { type Callers, createCallers, DEPLOYER_ROLE } from "./deployer";
import { describeEndToEnd } from "./describe-end-to-end";
import { ACCOUNT, type Emulator, startEmulator } from "./emulator";
import { runProgram } from "./run-program";
import { HOME_REGION, PROJECT, VAULT } from "./scenario";
import { PROJECT_ROOT, synthesize } from "./synthesize";
import { Terraform } from "./terraform";

// The provider waits 55 s for a lifecycle.
jest.setTimeout(400_000);

const CONFIGURATION = `
project: ${PROJECT}
account: "${ACCOUNT}"
region: ${HOME_REGION}
perimeters:
  vault:
    mode: observe
    accessLogs: true
    buckets: [{name: ${VAULT}, create: true}]
    allow: {cidrs: [203.0.113.0/24], principals: ["${DEPLOYER_ROLE}"]}
hunting: {limitGb: 50, regions: [${HOME_REGION}, us-east-1]}
`;

/** What moto answers the next query with, whatever it is: it runs none. */
interface Canned {
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly string[])[];
}

describeEndToEnd("hunting with Athena", (tools) => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-hunting-"));
  const outdir = join(folder, "cdktf.out");
  const config = join(folder, "palisade.yaml");
  let emulator: Emulator;
  let aws: AwsClients;
  let callers: Callers;
  let hunting: Terraform;

  beforeAll(async () => {
    emulator = await startEmulator(tools, folder);
    aws = createAwsClients(emulator.endpoint, HOME_REGION);
    callers = await createCallers(aws, tools, emulator.endpoint, HOME_REGION);
    writeFileSync(config, CONFIGURATION);
    await synthesize({ config, outdir });
    const stack = join(outdir, "stacks", "hunting");
    hunting = new Terraform({ terraform: tools.terraform, stack, env: callers.deployer });
    await hunting.init();
    await hunting.validate();
    await hunting.apply();
  });

  afterAll(async () => {
    aws?.destroy();
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("plans nothing a second time, its tables and queries included", async () => {
    const { changes, output } = await hunting.plan();
    expect(changes === "some" ? output : "").toBe("");
  });

  it("has the tables in Glue, with the partitions' places as they are written", async () => {
    const { TableList } = JSON.parse(await aws.call("glue", "GetTables", { DatabaseName: "palisade_e2e" }));
    const tables = TableList as readonly { readonly Name: string; readonly Parameters: Record<string, string> }[];
    expect(tables.map(({ Name, Parameters }) => [Name, Parameters["storage.location.template"]]).toSorted()).toEqual([
      ["access_logs", `s3://${PROJECT}-s3-logs-${ACCOUNT}-${HOME_REGION}/\${account}/\${region}/\${bucket}/\${day}/`],
      [
        "cloudtrail",
        `s3://${PROJECT}-logs-${ACCOUNT}-${HOME_REGION}/AWSLogs/\${account}/CloudTrail/\${region}/\${day}/`,
      ],
    ]);
  });

  it("answers a hunt with Athena's answer, and says before and after what it costs", async () => {
    await answerNext({
      columns: { bucket: "varchar", address: "varchar", requests: "bigint" },
      rows: [
        ["bucket", "address", "requests"],
        [VAULT, "198.51.100.23", "4312"],
      ],
    });
    const { output } = await hunt("outside-allowlist", "--since", "2026-03-01", "--format", "json");
    expect(output).toMatch(/days of 1 account in 2 regions: [\d,]+ folders; at most \$0\.24, for the 50 GB/);
    expect(output).toMatch(/read 0 bytes in 0\.0 s for \$0\.00; query [0-9a-f-]{36}/);
    expect(output).toMatch(/"address": ?"198\.51\.100\.23"/);
    expect(output).toMatch(/"requests": ?4312\b/);
  });

  it("picks up the answer of a query that was started before, and refuses another's", async () => {
    await answerNext({ columns: { address: "varchar" }, rows: [["address"], ["192.0.2.1"]] });
    const { output: first } = await hunt("top-talkers", "--since", "2026-03-01", "--format", "csv");
    const id = /^query ([0-9a-f-]{36})$/m.exec(first)?.[1] ?? "";
    const { output: again } = await hunt("top-talkers", "--since", "2026-03-01", "--format", "csv", "--query-id", id);
    expect(again).toContain("192.0.2.1");
    const { output: other } = await hunt.refused("top-talkers", "--since", "2026-03-02", "--query-id", id);
    expect(other).toContain("asked something else, expected this hunt with these parameters and days");
  });

  it("says what is missing where nothing is deployed", async () => {
    const other = join(folder, "other.yaml");
    writeFileSync(other, `${CONFIGURATION}names: {huntingWorkgroup: not-there}\n`);
    const { output } = await hunt.refused("top-talkers", "--config", other);
    expect(output).toContain(`no workgroup not-there in ${HOME_REGION}`);
    expect(output).toContain("fix: npx cdktf deploy hunting");
  });

  it("is destroyed without a trace", async () => {
    await hunting.destroy();
    const { TableList } = JSON.parse(
      await aws.call("glue", "GetTables", { DatabaseName: "palisade_e2e" }).catch(() => '{"TableList":[]}'),
    );
    expect(TableList).toEqual([]);
  });

  const run = (expected: readonly number[], args: readonly string[]) =>
    runProgram(
      process.execPath,
      [
        "cli/bin/palisade.mjs",
        "hunt",
        "--engine",
        "athena",
        ...(args.includes("--config") ? [] : ["--config", config]),
        ...args,
      ],
      { cwd: PROJECT_ROOT, env: { ...callers.deployer, NODE_NO_WARNINGS: "1" }, expected },
    );
  const hunt = Object.assign((...args: readonly string[]) => run([0], args), {
    refused: (...args: readonly string[]) => run([2], args),
  });

  async function answerNext({ columns, rows }: Canned): Promise<void> {
    const column_info = Object.entries(columns).map(([Name, Type]) => ({ Name, Label: Name, Type }));
    const results = [
      { rows: rows.map((row) => ({ Data: row.map((VarCharValue) => ({ VarCharValue })) })), column_info },
    ];
    const response = await fetch(`${emulator.endpoint}/moto-api/static/athena/query-results`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ account_id: ACCOUNT, region: HOME_REGION, results }),
    });
    expect(response.status).toBe(201);
  }
});
