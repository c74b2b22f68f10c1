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

const LOG: LogObject = {
  bucket: "example-logs",
  key: "a b/c",
  region: "us-east-1",
  etag: "9b2c",
  version: "v1",
  writtenAt: undefined,
};

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

it("opens the very object that the notification names, in its region", async () => {
  answer = (_, response) => response.end("one\ntwo\n");
  expect(await readAll(LOG)).toBe("one\ntwo\n");
  expect(asked[0]?.url).toMatch(/^\/example-logs\/a%20b\/c(\?|$)/);
  expect(asked[0]?.headers["if-match"]).toBe('"9b2c"');
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

async function readAll(log: LogObject): Promise<string> {
  const opened = await openLog(log);
  if (opened.kind !== "open") throw new Error(opened.kind);
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened.bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const TEXT = "one\ntwo\nthree\n";

/** Serves what is asked for of the text, and hangs up after so many bytes of each answer. */
const hangingUpAfter =
  (bytes: number): Answer =>
  ({ headers }, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "bytes=0-")?.[1]);
    const rest = TEXT.slice(from);
    response.writeHead(from > 0 ? 206 : 200, { "content-length": String(rest.length) });
    if (rest.length <= bytes) {
      response.end(rest);
      return;
    }
    response.write(rest.slice(0, bytes));
    setTimeout(() => response.destroy(), 50);
  };

it("goes on where it was when the connection breaks", async () => {
  answer = hangingUpAfter(6);
  expect(await readAll(LOG)).toBe(TEXT);
  expect(asked.map(({ headers }) => headers.range)).toEqual([undefined, "bytes=6-", "bytes=12-"]);
  expect(asked.map(({ headers }) => headers["if-match"])).toEqual(['"9b2c"', '"9b2c"', '"9b2c"']);
});

it("gives up when the connection breaks again and again, or no one knows what the rest would be of", async () => {
  answer = hangingUpAfter(2);
  await expect(readAll(LOG)).rejects.toThrow();
  expect(asked).toHaveLength(4);
  asked.length = 0;
  await expect(readAll({ ...LOG, etag: undefined })).rejects.toThrow();
  expect(asked).toHaveLength(1);
});
