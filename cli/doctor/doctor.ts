import { setTimeout as sleep } from "node:timers/promises";
import { createAws } from "@palisade/aws/aws";
import { identify } from "@palisade/aws/caller";
import { readDelivery } from "@palisade/functions/delivery/dynamodb-deliveries";
import { createSender } from "@palisade/functions/delivery/http-sender";
import { createDynamoDbStore } from "@palisade/functions/incidents/dynamodb-store";
import type { PalisadeConfig } from "../../config/config";
import type { Terminal } from "../lib/terminal";
import { createDoctorProgress } from "./doctor-progress";
import type { ReportedLine } from "./doctor-report";
import { doubtClaims } from "./doubt-claims";
import { findHindrance, type HinderedDiagnosis } from "./find-hindrance";
import type { Line } from "./probe";
import { PROBES } from "./probes";
import { runProbes } from "./run-probes";
import { sendTest } from "./send-test";
import { testChannels } from "./test-channels";

export interface DoctorOptions {
  readonly sendTest: boolean;
  readonly testChannels: boolean;
  readonly patienceSeconds: number;
}

export type Diagnosis =
  | { readonly kind: "looked"; readonly lines: readonly ReportedLine[] }
  /** One thing stands before all others, and a list of what follows from it would hide it. */
  | HinderedDiagnosis;

/** Looks at the whole chain in the account that the SDK finds credentials for, and sends tests if asked to. */
export async function runDoctor(
  config: PalisadeConfig,
  options: DoctorOptions,
  terminal: Pick<Terminal, "stderr" | "env">,
): Promise<Diagnosis> {
  const aws = createAws();
  const progress = createDoctorProgress(terminal);
  const identified = identify(aws, config.region);
  const surroundings = { config, aws, caller: () => identified };
  try {
    const hindered = await findHindrance({ ...surroundings, now: Date.now() });
    if (hindered !== undefined) return hindered;
    const examined = await runProbes(PROBES, { ...surroundings, now: Date.now() }, progress);
    const lines = doubtClaims(
      examined.flatMap(({ probe, lines: seen }) => seen.map((line) => ({ probe: probe.id, ...line }))),
    );
    const isOurAccount = lines.every(({ probe, status }) => probe !== "identity" || status === "pass");
    if (!isOurAccount) return { kind: "looked", lines };
    const tried = options.testChannels
      ? await testChannels({ config, aws, send: createSender(), now: Date.now, onStage: progress.stage })
      : [];
    const test = options.sendTest ? await sendThrough() : [];
    return {
      kind: "looked",
      lines: [
        ...lines,
        ...tried.map((line) => ({ probe: "test-channels", ...line })),
        ...test.map((line) => ({ probe: "send-test", ...line })),
      ],
    };
  } finally {
    progress.stop();
    aws.destroy();
  }

  function sendThrough(): Promise<readonly Line[]> {
    const client = aws.dynamoDb(config.region);
    const { table } = config.names;
    return sendTest({
      ...surroundings,
      now: Date.now,
      sleep,
      loadIncident: createDynamoDbStore({ client, table, now: Date.now }).load,
      loadDelivery: (channel, alertId) => readDelivery({ client, table, channel }, alertId),
      patienceSeconds: options.patienceSeconds,
      onStage: progress.stage,
    });
  }
}
