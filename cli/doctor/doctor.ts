import { setTimeout as sleep } from "node:timers/promises";
import type { PalisadeConfig } from "../../config/config";
import { createDynamoDbStore } from "../../functions/src/incidents/dynamodb-store";
import type { Terminal } from "../terminal";
import { createAws } from "./aws";
import { identify } from "./caller";
import { CHECKS } from "./checks";
import { createDoctorProgress } from "./doctor-progress";
import type { ReportedLine } from "./doctor-report";
import { runChecks } from "./run-checks";
import { sendTest } from "./send-test";

export interface DoctorOptions {
  readonly sendTest: boolean;
  readonly patienceSeconds: number;
}

/** Looks at the whole chain in the account that the SDK finds credentials for, and sends a test through it if asked to. */
export async function runDoctor(
  config: PalisadeConfig,
  options: DoctorOptions,
  terminal: Pick<Terminal, "stderr" | "env">,
): Promise<readonly ReportedLine[]> {
  const aws = createAws();
  const progress = createDoctorProgress(terminal);
  const identified = identify(aws, config.region);
  const surroundings = { config, aws, caller: () => identified };
  try {
    const examined = await runChecks(CHECKS, { ...surroundings, now: Date.now() }, progress);
    const lines = examined.flatMap(({ check, lines: seen }) => seen.map((line) => ({ check: check.id, ...line })));
    const isOurAccount = lines.every(({ check, status }) => check !== "identity" || status === "pass");
    if (!options.sendTest || !isOurAccount) return lines;
    const client = aws.dynamoDb(config.region);
    const test = await sendTest({
      ...surroundings,
      now: Date.now,
      sleep,
      loadIncident: createDynamoDbStore({ client, table: config.names.table, now: Date.now }).load,
      patienceSeconds: options.patienceSeconds,
      onStage: progress.stage,
    });
    return [...lines, ...test.map((line) => ({ check: "send-test", ...line }))];
  } finally {
    progress.stop();
    aws.destroy();
  }
}
