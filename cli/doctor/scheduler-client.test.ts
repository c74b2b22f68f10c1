import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { answerOfError } from "./answer";
import { GetScheduleCommand, SchedulerClient } from "./scheduler-client";

describe("SchedulerClient", () => {
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
    server.close();
  });

  const ask = async (name: string) => {
    const client = new SchedulerClient({ region: "eu-central-1", requestHandler: { requestTimeout: 5000 } });
    return client.send(new GetScheduleCommand({ Name: name })).finally(() => client.destroy());
  };

  it("asks for a schedule by its name, signed", async () => {
    answer = { status: 200, body: '{"State":"ENABLED"}' };
    expect(await ask("palisade-digest")).toEqual({ State: "ENABLED" });
    expect(asked?.method).toBe("GET");
    expect(asked?.url).toBe("/schedules/palisade-digest");
    expect(asked?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=id\/\d{8}\/eu-central-1\/scheduler\//);
  });

  it.each([
    [404, { "x-amzn-errortype": "ResourceNotFoundException" }, '{"Message":"no"}', { kind: "missing" }],
    [404, {}, "", { kind: "missing" }],
    [403, { "x-amzn-errortype": "AccessDeniedException:http://x/" }, "{}", { kind: "unknown", why: /^no permission/ }],
    [403, {}, '{"__type":"a#ExpiredTokenException"}', { kind: "unknown", why: /^no valid credentials/ }],
    [500, {}, "<html>", { kind: "unknown", why: /answered 500/ }],
  ])("fails as the SDK does: %d %j", async (status, headers, body, expected) => {
    answer = { status, headers, body };
    const error = await ask("palisade-digest").catch((thrown: unknown) => thrown);
    const { why, ...kind } = { why: undefined, ...expected };
    expect(answerOfError(error, "scheduler:GetSchedule")).toMatchObject({
      ...kind,
      ...(why && { why: expect.stringMatching(why) }),
    });
  });
});
