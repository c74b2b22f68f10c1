import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { type AwsClients, createAwsClients } from "./aws-clients";
import { createCallers } from "./deployer";
import { startEmulator } from "./emulator";
import type { Tools } from "./find-tools";
import { runProgram } from "./run-program";
import { createExistingBuckets, HOME_REGION, OTHER_REGION, writeConfiguration } from "./scenario";
import { PROJECT_ROOT } from "./synthesize";

/** What there was to see while cdktf went once through its commands. */
export interface CdktfRound {
  readonly synthSaid: string;
  readonly synthesized: readonly string[];
  readonly deployed: Inventory;
  readonly destroyed: Inventory;
}

interface Inventory {
  readonly buckets: readonly (string | undefined)[];
  readonly functions: readonly (string | undefined)[];
}

/** Runs `cdktf synth`, `deploy` and `destroy` as a user does, in an emulator of their own and with local state. */
export async function runCdktfRound(tools: Tools): Promise<CdktfRound> {
  const folder = mkdtempSync(join(tmpdir(), "palisade-cdktf-"));
  const output = join(folder, "cdktf.out");
  const emulator = await startEmulator(tools, folder);
  const aws = createAwsClients(emulator.endpoint, HOME_REGION);
  const elsewhere = createAwsClients(emulator.endpoint, OTHER_REGION);
  try {
    await createExistingBuckets(aws, elsewhere);
    const { deployer } = await createCallers(aws, tools, emulator.endpoint, HOME_REGION);
    const env = {
      ...deployer,
      // Where cdktf keeps its own files.
      HOME: folder,
      CI: "1",
      PALISADE_CONFIG: writeConfiguration(folder, {
        watchedMode: "observe",
        isStateRemote: false,
        hasAllDetections: true,
      }),
      // It asks the registry for checksums, whatever Terraform's configuration says.
      CDKTF_SKIP_PROVIDER_LOCK: "true",
    };
    const cdktf = async (...args: readonly string[]) => {
      const program = ["node_modules/cdktf-cli/bundle/bin/cdktf", ...args, "--output", output];
      return (await runProgram(process.execPath, program, { cwd: PROJECT_ROOT, env })).output;
    };
    const synthSaid = await cdktf("synth");
    const synthesized = readdirSync(join(output, "stacks"));
    await cdktf("deploy", "*", "--auto-approve");
    const deployed = await takeInventory(aws);
    await cdktf("destroy", "*", "--auto-approve");
    return { synthSaid, synthesized, deployed, destroyed: await takeInventory(aws) };
  } finally {
    aws.destroy();
    elsewhere.destroy();
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takeInventory({ s3, lambda }: AwsClients): Promise<Inventory> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  return {
    buckets: Buckets.map(({ Name }) => Name).toSorted(),
    functions: Functions.map(({ FunctionName }) => FunctionName).toSorted(),
  };
}
