import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetFunctionCommand } from "@aws-sdk/client-lambda";
import { GetBucketPolicyCommand } from "@aws-sdk/client-s3";
import { type AwsClients, createAwsClients } from "./aws-clients";
import { createCallers } from "./deployer";
import { describeEndToEnd } from "./describe-end-to-end";
import { type Emulator, startEmulator } from "./emulator";
import { runProgram } from "./run-program";
import { createExistingBuckets, HOME_REGION, OTHER_REGION, PROJECT, VAULT, writeConfiguration } from "./scenario";
import { PROJECT_ROOT } from "./synthesize";

jest.setTimeout(400_000);

describeEndToEnd("cdktf itself", (tools) => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-cdktf-"));
  const output = join(folder, "cdktf.out");
  let emulator: Emulator;
  let aws: AwsClients;
  let env: Readonly<Record<string, string>>;

  /** Runs cdktf in the project, as its users do, with the output folder elsewhere. */
  const cdktf = (...args: readonly string[]) =>
    runProgram(process.execPath, ["node_modules/cdktf-cli/bundle/bin/cdktf", ...args, "--output", output], {
      cwd: PROJECT_ROOT,
      env,
    });

  beforeAll(async () => {
    emulator = await startEmulator(tools, folder);
    aws = createAwsClients(emulator.endpoint, HOME_REGION);
    const elsewhere = createAwsClients(emulator.endpoint, OTHER_REGION);
    await createExistingBuckets(aws, elsewhere);
    elsewhere.destroy();
    const { deployer } = await createCallers(aws, tools, emulator.endpoint, HOME_REGION);
    env = {
      ...deployer,
      HOME: folder,
      CI: "1",
      PALISADE_CONFIG: writeConfiguration(folder, { watchedMode: "observe", isStateRemote: false }),
      // It asks the registry for checksums whatever Terraform's configuration says.
      CDKTF_SKIP_PROVIDER_LOCK: "true",
    };
  });

  afterAll(async () => {
    aws?.destroy();
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("synthesizes", async () => {
    const { output: said } = await cdktf("synth");
    expect(said.trim()).toBe("Generated Terraform code for the stacks: alerting, perimeter");
    expect(existsSync(join(output, "stacks", "perimeter", "cdk.tf.json"))).toBe(true);
  });

  it("deploys without asking", async () => {
    await cdktf("deploy", "*", "--auto-approve");
    await expect(aws.s3.send(new GetBucketPolicyCommand({ Bucket: VAULT }))).resolves.toHaveProperty("Policy");
    const { Configuration } = await aws.lambda.send(new GetFunctionCommand({ FunctionName: `${PROJECT}-detector` }));
    expect(Configuration?.State).toBe("Active");
  });

  it("destroys without asking", async () => {
    await cdktf("destroy", "*", "--auto-approve");
    await expect(aws.s3.send(new GetBucketPolicyCommand({ Bucket: VAULT }))).rejects.toThrow();
    const detector = aws.lambda.send(new GetFunctionCommand({ FunctionName: `${PROJECT}-detector` }));
    await expect(detector).rejects.toThrow("not found");
  });
});
