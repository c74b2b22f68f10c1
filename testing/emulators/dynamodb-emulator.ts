import type { ChildProcess } from "node:child_process";
import { execFileSync, spawn } from "node:child_process";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createIncidentsTable } from "./create-incidents-table";
import { freePort, untilItAnswers } from "./local-server";

/** An incidents table in an emulator of DynamoDB. */
export interface EmulatedTable {
  readonly client: DynamoDBClient;
  readonly table: string;
}

function findEmulator(): string | undefined {
  try {
    return execFileSync("which", ["moto_server"], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

/**
 * One request after the other. The emulator takes a failed transaction back by putting the whole table back, and with it whatever
 * others wrote meanwhile, which DynamoDB does not do. Loads and saves of several recorders still come in between each other.
 */
function queueRequests(client: DynamoDBClient): void {
  let last: Promise<unknown> = Promise.resolve();
  client.middlewareStack.add(
    (next) => (args) => {
      const answer = last.then(() => next(args));
      last = answer.catch(() => undefined);
      return answer;
    },
    { step: "finalizeRequest" },
  );
}

/** Defines tests against moto_server, or one that says that there is none; `define` gets a function that starts it with an empty table. */
export function describeWithDynamoDb(name: string, define: (open: () => Promise<EmulatedTable>) => void): void {
  const emulator = findEmulator();
  if (emulator === undefined) {
    describe(name, () => {
      it("is skipped: no moto_server to run against", () => expect(emulator).toBeUndefined());
    });
    return;
  }
  let server: ChildProcess | undefined;
  let client: DynamoDBClient | undefined;
  afterAll(() => {
    client?.destroy();
    server?.kill("SIGKILL");
  });
  define(async () => {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    server = spawn(emulator, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    await untilItAnswers(`${endpoint}/moto-api/`);
    client = new DynamoDBClient({
      endpoint,
      region: "eu-central-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    queueRequests(client);
    await createIncidentsTable(client, "incidents");
    return { client, table: "incidents" };
  });
}
