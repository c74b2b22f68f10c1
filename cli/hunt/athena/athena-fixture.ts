import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AthenaClient } from "@aws-sdk/client-athena";

/** One answer of the service: a body, or an error by its name. */
export type Reply =
  | { readonly body: object }
  | { readonly error: string; readonly message?: string; readonly status?: number };

export interface Asking {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Athena's protocol on a local port, with replies by operation; the last of a list is repeated. */
export interface AthenaFixture {
  readonly client: AthenaClient;
  readonly asked: readonly Asking[];
  /** Inputs of one operation. */
  readonly of: (operation: string) => readonly Asking["input"][];
  readonly close: () => Promise<void>;
}

export async function athenaFixture(replies: Readonly<Record<string, readonly Reply[]>>): Promise<AthenaFixture> {
  const asked: Asking[] = [];
  const answer = (operation: string): Reply => {
    const list = replies[operation] ?? [{ error: "UnknownOperationException" }];
    const count = asked.filter((one) => one.operation === operation).length;
    return list[Math.min(count, list.length) - 1] ?? { error: "InternalFailure" };
  };
  const server = createServer((request, response) => {
    handle(request, response, (operation, input) => {
      asked.push({ operation, input });
      return answer(operation);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = new AthenaClient({
    region: "eu-central-1",
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  return {
    client,
    asked,
    of: (operation) => asked.filter((one) => one.operation === operation).map(({ input }) => input),
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function handle(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (operation: string, input: Asking["input"]) => Reply,
): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const operation = String(request.headers["x-amz-target"]).replace("AmazonAthena.", "");
    const reply = answer(operation, JSON.parse(Buffer.concat(chunks).toString()));
    response.setHeader("content-type", "application/x-amz-json-1.1");
    if ("body" in reply) {
      response.end(JSON.stringify(reply.body));
      return;
    }
    response.statusCode = reply.status ?? 400;
    response.end(JSON.stringify({ __type: reply.error, Message: reply.message ?? "oh" }));
  });
}

/** A query as GetQueryExecution shows it. */
export function execution(state: string, more: object = {}): Reply {
  return {
    body: {
      QueryExecution: {
        QueryExecutionId: "q-1",
        Query: "SELECT 1",
        WorkGroup: "palisade-hunting",
        Status: { State: state },
        Statistics: { DataScannedInBytes: 3 * 1024 ** 3, EngineExecutionTimeInMillis: 2500 },
        ...more,
      },
    },
  };
}

/** As `execution`, ended badly for a reason. */
export function ended(state: "FAILED" | "CANCELLED", reason: string): Reply {
  return execution(state, { Status: { State: state, StateChangeReason: reason } });
}

/** One page of an answer; a value of null is left out, as Athena does. */
export function page(
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly (string | null)[])[],
  nextToken?: string,
): Reply {
  return {
    body: {
      ResultSet: {
        ResultSetMetadata: {
          ColumnInfo: Object.entries(columns).map(([Name, Type]) => ({ Name, Label: Name, Type })),
        },
        Rows: rows.map((row) => ({ Data: row.map((text) => (text === null ? {} : { VarCharValue: text })) })),
      },
      ...(nextToken !== undefined && { NextToken: nextToken }),
    },
  };
}
