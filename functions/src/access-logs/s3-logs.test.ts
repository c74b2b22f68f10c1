import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { S3Client } from "@aws-sdk/client-s3";
import type { LogObject } from "./read-notification";
import { createS3Logs } from "./s3-logs";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let answer: Answer;
let client: S3Client;
const asked: IncomingMessage[] = [];
const regions: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: "id", secretAccessKey: "key" };
  client = new S3Client({ endpoint: `http://127.0.0.1:${port}`, region: "eu-central-1", credentials, maxAttempts: 1 });
});

beforeEach(() => {
  asked.length = 0;
  regions.length = 0;
});

afterAll(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

const LOG: LogObject = { bucket: "example-logs", key: "a b/c", region: "us-east-1", etag: "9b2c", version: "v1" };

const openLog = createS3Logs({
  clientOf: (region) => {
    regions.push(region);
    return client;
  },
});

const failing =
  (status: number, code: string): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/xml" }).end(`<Error><Code>${code}</Code></Error>`);
  };

it("opens the very object that it was told of, in its region", async () => {
  answer = (_, response) => response.end("one\ntwo\n");
  const opened = await openLog(LOG);
  if (opened.kind !== "open") throw new Error(opened.kind);
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened.bytes) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe("one\ntwo\n");
  expect(asked[0]?.url).toMatch(/^\/example-logs\/a%20b\/c(\?|$)/);
  expect(asked[0]?.headers["if-match"]).toBe("9b2c");
  expect(regions).toEqual(["us-east-1"]);
});

it.each([
  ["deleted", 404, "NoSuchKey"],
  ["replaced", 412, "PreconditionFailed"],
] as const)("says that an object was %s", async (reason, status, code) => {
  answer = failing(status, code);
  expect(await openLog(LOG)).toEqual({ kind: "gone", reason });
});

it.each([
  [403, "AccessDenied"],
  [404, "NoSuchBucket"],
  [503, "SlowDown"],
])("knows nothing where S3 answers %s %s", async (status, code) => {
  answer = failing(status, code);
  await expect(openLog(LOG)).rejects.toThrow();
});

it("breaks where the connection does", async () => {
  answer = (_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("one\n");
    setTimeout(() => response.destroy(), 20);
  };
  const opened = await openLog(LOG);
  if (opened.kind !== "open") throw new Error(opened.kind);
  const { bytes } = opened;
  await expect(
    (async () => {
      for await (const _ of bytes);
    })(),
  ).rejects.toThrow();
});
