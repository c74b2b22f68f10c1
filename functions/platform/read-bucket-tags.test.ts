import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createBucketTagsReader } from "./read-bucket-tags";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let answer: Answer;
const asked: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function read(bucket: string, region?: string, environment: Readonly<Record<string, string>> = {}) {
  const reader = createBucketTagsReader({
    environment: {
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "id",
      AWS_SECRET_ACCESS_KEY: "key",
      AWS_SESSION_TOKEN: "token",
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ...environment,
    },
    timeLimitMs: 10_000,
    now: () => 0,
  });
  return reader(bucket, region);
}

const answering =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };

const TAGS = `<?xml version="1.0" encoding="UTF-8"?>
<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet>
<Tag><Key>Owner</Key><Value>finance &amp; &#x3c;audit&gt; &#8212; &amp;bogus; &amp;lt;</Value></Tag>
<Tag><Key>empty</Key><Value></Value></Tag></TagSet></Tagging>`;

it("reads tags as they were written", async () => {
  answer = answering(200, TAGS);
  const tags = await read("example.data", "us-east-1");
  expect([...tags]).toEqual([
    ["Owner", "finance & <audit> — &bogus; &lt;"],
    ["empty", ""],
  ]);
  expect(asked[0]?.url).toBe("/example.data?tagging");
  expect(asked[0]?.headers.authorization).toContain("/us-east-1/s3/aws4_request");
});

it.each([
  ["<TagSet><Tag><Key>Owner</Key><Value>me</Value></Tag></TagSet>", [["Owner", "me"]]],
  ["<TagSet></TagSet>", []],
  ["<TagSet/>", []],
])("reads one tag and none: %s", async (tagSet, expected) => {
  answer = answering(200, `<Tagging>${tagSet}</Tagging>`);
  expect([...(await read("example-data"))]).toEqual(expected);
});

it("takes no other answer for a bucket without tags", async () => {
  answer = answering(200, "<html></html>");
  await expect(read("example-data")).rejects.toThrow("something else than tags");
});

it("knows a bucket without tags from a failure", async () => {
  answer = answering(404, "<Error><Code>NoSuchTagSet</Code></Error>");
  expect((await read("example-data")).size).toBe(0);
});

it("goes on, once, to the region that S3 names", async () => {
  answer = ({ headers }, response) => {
    const isThere = headers.authorization?.includes("/us-west-2/s3/");
    response.writeHead(isThere ? 200 : 301, { "x-amz-bucket-region": "us-west-2" }).end(isThere ? TAGS : "");
  };
  expect((await read("example-data")).size).toBe(2);
  answer = answering(301, "", { "x-amz-bucket-region": "us-west-2" });
  asked.length = 0;
  await expect(read("example-data")).rejects.toThrow("S3 answered 301");
  expect(asked).toHaveLength(2);
});

it.each([
  [403, "<Error><Code>AccessDenied</Code></Error>"],
  [404, "<Error><Code>NoSuchBucket</Code></Error>"],
  [500, ""],
  [302, ""],
])("fails where S3 answers %s", async (status, body) => {
  answer = answering(status, body, { location: "http://169.254.169.254/" });
  await expect(read("example-data")).rejects.toThrow(`S3 answered ${status}`);
  expect(asked).toHaveLength(1);
});

it("takes the home region for an event's that is none", async () => {
  answer = answering(200, TAGS);
  await read("example-data", "evil.example.com/");
  expect(asked[0]?.headers.authorization).toContain("/eu-central-1/s3/");
});

it("fails without credentials", async () => {
  await expect(read("example-data", undefined, { AWS_ACCESS_KEY_ID: "" })).rejects.toThrow("no credentials");
});
