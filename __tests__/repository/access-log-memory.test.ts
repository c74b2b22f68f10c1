import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { HANDLERS, SETTINGS_FILE } from "@palisade/functions/platform/requirements";
import { detectorSettings } from "../../config/derived/detector-settings";
import { parseConfig } from "../../config/load-config";
import { accessLogLine } from "../../testing/fixtures/access-log-fixture";

const functions = path.join(__dirname, "../../functions");

const MB = 1024 * 1024;
const LOG_BYTES = 500 * MB;
const LIMIT_MB = 256;

/** About a megabyte of lines, one in fifty of strangers, who try keys, too. */
const BLOCK = Buffer.from(
  Array.from({ length: 2200 }, (_, index) => {
    const isStranger = index % 50 === 0;
    return accessLogLine({
      requestId: `REQUEST${String(index).padStart(9, "0")}`,
      key: `data/2026/11/${index % 28}/part-${index}-0123456789abcdef.parquet`,
      remoteIp: isStranger ? `198.51.100.${index % 200}` : `203.0.113.${index % 250}`,
      ...(isStranger && { status: "403", errorCode: index % 100 === 0 ? "SignatureDoesNotMatch" : "AccessDenied" }),
    });
  }).join("\n"),
);
const LINE_BREAK = Buffer.from("\n");

/** Runs the handler once and says, last, what came of it and how much memory it had at most. */
const RUN = `
const { handler } = require(process.argv[1]);
const body = JSON.stringify({
  source: "aws.s3", "detail-type": "Object Created", region: "eu-central-1",
  detail: { bucket: { name: "example-s3-logs" }, object: { key: "log", etag: "9b2c" } },
});
handler({ Records: [{ messageId: "1", body }] }, { getRemainingTimeInMillis: () => 300_000 }).then((answer) => {
  console.log(JSON.stringify({ answer, maxRssMb: process.resourceUsage().maxRSS / 1024 }));
});
`;

/** Sends the block over and over, as fast as it is taken. */
function stream(response: ServerResponse): void {
  let left = Math.ceil(LOG_BYTES / BLOCK.length);
  const send = () => {
    while (left-- > 0) if (!response.write(Buffer.concat([BLOCK, LINE_BREAK]))) return;
    response.end();
  };
  response.on("drain", send);
  send();
}

describe("the function that reads access logs", () => {
  let server: Server;
  let folder = "";
  const published: string[] = [];

  beforeAll(async () => {
    execFileSync(process.execPath, [path.join(functions, "../tools/build/build.mjs"), "functions"]);
    folder = mkdtempSync(path.join(tmpdir(), "palisade-memory-"));
    const config = parseConfig(
      `project: palisade
account: "111122223333"
region: eu-central-1
perimeters: {sensitive: {buckets: [sensitive-data], allow: {cidrs: [203.0.113.0/24]}, accessLogs: true}}
`,
      "palisade.yaml",
    );
    symlinkSync(path.join(functions, "dist/access-logs/index.js"), path.join(folder, "index.js"));
    writeFileSync(path.join(folder, SETTINGS_FILE), JSON.stringify(detectorSettings(config)));
    // Plays S3, DynamoDB with an empty table, and SNS.
    server = createServer((request, response) => {
      if (request.method === "GET") stream(response);
      else if (request.headers["x-amz-target"] !== undefined) {
        request.resume();
        response.setHeader("content-type", "application/x-amz-json-1.0").end("{}");
      } else {
        const chunks: Buffer[] = [];
        request.on("data", (chunk) => chunks.push(chunk));
        request.on("end", () => {
          published.push(Buffer.concat(chunks).toString());
          const text = "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>";
          response.setHeader("content-type", "text/xml").end(text);
        });
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }, 60_000);

  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  it(`streams a log of 500 MB in less than ${LIMIT_MB} MB of memory, and tells of what is in it`, async () => {
    const { environment } = HANDLERS.accessLogs;
    const args = ["--preserve-symlinks", "--max-old-space-size=128", "-e", RUN, path.join(folder, "index.js")];
    const child = spawn(process.execPath, args, {
      env: {
        AWS_REGION: "eu-central-1",
        AWS_ACCESS_KEY_ID: "id",
        AWS_SECRET_ACCESS_KEY: "key",
        AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        [environment.incidentsTable]: "palisade-incidents",
        [environment.topicArn]: "arn:aws:sns:eu-central-1:111122223333:palisade-alerts",
        NODE_NO_WARNINGS: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    await new Promise((resolve) => child.once("close", resolve));
    expect(errors).toBe("");
    const said = output.trim().split("\n");
    const { answer, maxRssMb } = JSON.parse(said.at(-1) ?? "");
    expect(answer).toEqual({ batchItemFailures: [] });
    const counts = said.map((line) => JSON.parse(line)).find(({ message }) => message === "logs");
    expect(counts.lines).toBeGreaterThan(1_000_000);
    expect(counts.matched).toBeGreaterThan(20_000);
    expect(counts.alerts).toBeGreaterThan(0);
    expect(published).toHaveLength(counts.alerts);
    expect(maxRssMb).toBeLessThan(LIMIT_MB);
    // Half a minute on a machine that has nothing else to do.
  }, 400_000);
});
