import { type AddressInfo, createServer } from "node:net";
import {
  answers,
  breaksOff,
  floods,
  HOST,
  hangs,
  MisbehavingServer,
  resets,
  trickles,
} from "../../testing/fixtures/misbehaving-server-fixture";
import { createSender } from "./http-sender";

const server = new MisbehavingServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const request = () => ({ url: server.url, headers: { "x-secret": "s3cr3t" }, body: '{"text":"é🔥"}' });

describe("createSender", () => {
  it("posts the body with its length in bytes", async () => {
    expect(await server.sender()(request())).toEqual({ kind: "answered", status: 200, body: "ok" });
    const last = server.received.at(-1);
    expect(last?.body).toBe(request().body);
    expect(last?.headers).toMatchObject({
      "content-length": String(Buffer.byteLength(request().body)),
      "x-secret": "s3cr3t",
    });
  });

  it.each([
    [
      "a status and when to come again",
      answers(429, "slow", { "retry-after": "7" }),
      { status: 429, retryAfter: "7", body: "slow" },
    ],
    ["a failure", answers(500, "no"), { status: 500, body: "no" }],
    ["a body that never ends, without it", trickles(200), { status: 200 }],
    ["a body that is too long, without it", floods(200), { status: 200 }],
    ["a body that breaks off, without it", breaksOff(200), { status: 200 }],
  ])("gives back %s", async (_, behaviour, expected) => {
    server.next(behaviour);
    expect(await server.sender()(request())).toEqual({ kind: "answered", ...expected });
  });

  it("follows no redirect, and says where it leads", async () => {
    server.next(answers(302, "", { location: "http://169.254.169.254/latest/meta-data/" }));
    const before = server.received.length;
    const sent = await server.sender()(request());
    expect(sent).toMatchObject({ status: 302, location: new URL("http://169.254.169.254/latest/meta-data/") });
    expect(server.received).toHaveLength(before + 1);
  });

  it.each([
    ["nothing comes", hangs, "no answer within 2 seconds"],
    ["the connection is reset", resets, "no answer: ECONNRESET"],
  ])("is not answered when %s", async (_, behaviour, reason) => {
    server.next(behaviour);
    expect(await server.sender()(request())).toEqual({ kind: "unanswered", reason });
  });

  it("is not answered by a server whose certificate no authority signed", async () => {
    const send = createSender({ resolve: async () => [{ address: "127.0.0.1", family: 4 }], isInternal: () => false });
    const before = server.received.length;
    expect(await send(request())).toEqual({ kind: "unanswered", reason: "no answer: DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(server.received).toHaveLength(before);
  });

  it("is not answered by a server with another's certificate", async () => {
    const url = server.url.replace(HOST, "other.example.com");
    expect(await server.sender()({ ...request(), url })).toEqual({
      kind: "unanswered",
      reason: "no answer: ERR_TLS_CERT_ALTNAME_INVALID",
    });
  });

  it("is not answered by a server that speaks no TLS", async () => {
    const plain = createServer((socket) => {
      socket.on("error", () => {}).end("HTTP/1.1 200 OK\r\n\r\n", () => socket.destroy());
    });
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const url = `https://${HOST}:${(plain.address() as AddressInfo).port}/`;
    expect(await server.sender()({ ...request(), url })).toMatchObject({ kind: "unanswered" });
    await new Promise((resolve) => plain.close(resolve));
  });

  it("is not answered when a name does not resolve, or takes too long to", async () => {
    const nowhere = server.sender({
      resolve: () => Promise.reject(Object.assign(new Error("x"), { code: "ENOTFOUND" })),
    });
    expect(await nowhere(request())).toEqual({ kind: "unanswered", reason: "no answer: ENOTFOUND" });
    const slow = server.sender({ resolve: () => new Promise(() => {}), timeoutMs: 50 });
    expect(await slow(request())).toEqual({ kind: "unanswered", reason: "no answer within 0.05 seconds" });
  });

  it.each([
    ["plain http", "http://hooks.example.com/"],
    ["no URL", "hooks.example.com"],
    ["this machine", "https://localhost/"],
    ["an address inside", "https://169.254.169.254/latest/"],
    ["an address inside in disguise", "https://0x7f000001/"],
    ["IPv6 inside", "https://[::ffff:127.0.0.1]/"],
  ])("sends nothing to %s", async (_, url) => {
    const before = server.received.length;
    expect(await server.sender()({ ...request(), url })).toMatchObject({ kind: "forbidden" });
    expect(server.received).toHaveLength(before);
  });

  it("sends nothing where any of a host's addresses is inside", async () => {
    const send = createSender({
      resolve: async () => [
        { address: "8.8.8.8", family: 4 },
        { address: "10.0.0.1", family: 4 },
      ],
    });
    expect(await send(request())).toEqual({
      kind: "forbidden",
      reason: "the host resolves to an address inside, not of the internet",
    });
  });

  it("names neither URL, header nor body when a header cannot be sent", async () => {
    const sent = await server.sender()({ ...request(), headers: { authorization: "Bearer s3cr3t\nx" } });
    expect(sent).toMatchObject({ kind: "unanswered" });
    expect(JSON.stringify(sent)).not.toMatch(/s3cr3t|hooks/);
  });
});
