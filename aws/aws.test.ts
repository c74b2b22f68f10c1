import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GetScheduleCommand } from "@aws-sdk/client-scheduler";
import { createAws } from "./aws";

describe("the account, asked for a schedule", () => {
  let server: Server;
  let asked: IncomingMessage | undefined;
  let answer: { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };
  const before = { ...process.env };

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked = request;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "id",
      AWS_SECRET_ACCESS_KEY: "key",
    });
  });

  afterAll(() => {
    process.env = before;
    server.closeAllConnections();
    server.close();
  });

  const ask = async (name: string) => {
    const aws = createAws();
    return aws.ask("scheduler", "eu-central-1", new GetScheduleCommand({ Name: name })).finally(() => aws.destroy());
  };

  it("is asked by its name, signed", async () => {
    answer = { status: 200, body: '{"State":"ENABLED"}' };
    expect(await ask("palisade-digest")).toMatchObject({ kind: "found", value: { State: "ENABLED" } });
    expect(asked?.method).toBe("GET");
    expect(asked?.url).toBe("/schedules/palisade-digest");
    expect(asked?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=id\/\d{8}\/eu-central-1\/scheduler\//);
  });

  it.each([
    [404, { "x-amzn-errortype": "ResourceNotFoundException" }, '{"Message":"no"}', { kind: "missing" }],
    [403, { "x-amzn-errortype": "AccessDeniedException:http://x/" }, "{}", { kind: "unknown", why: /^no permission/ }],
    [403, {}, '{"__type":"a#ExpiredTokenException"}', { kind: "unknown", why: /^no valid credentials/ }],
    [400, {}, "<html>", { kind: "unknown", why: /./ }],
  ])("tells what is missing from what may not be asked: %d %j", async (status, headers, body, expected) => {
    answer = { status, headers, body };
    const { why, ...kind } = { why: undefined, ...expected };
    expect(await ask("palisade-digest")).toMatchObject({ ...kind, ...(why && { why: expect.stringMatching(why) }) });
  });
});
