import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { webhookAlert } from "@palisade/engine/channels/webhook/alert";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { received } from "../../testing/fixtures/received-alert-fixture";
import { runPalisade } from "../program";

const SECRET = "correct horse battery staple";

async function receive(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const texts: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      texts.push(String(chunk));
      done();
    },
  });
  const status = await runPalisade(["receive", ...args], {
    stdin: Readable.from([]),
    stdout: stream,
    stderr: stream,
    env,
  });
  return { status, text: texts.join("") };
}

describe("palisade receive", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "palisade-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = (content: string) => {
    const path = join(folder, "secret.txt");
    writeFileSync(path, content);
    return path;
  };

  const env = { PALISADE_WEBHOOK_SECRET: SECRET };
  it.each([
    [
      "nothing to receive",
      [],
      {},
      "nothing could be received, expected PALISADE_WEBHOOK_SECRET, --secret-file or --topic",
    ],
    ["an empty secret", [], { PALISADE_WEBHOOK_SECRET: "" }, "nothing could be received"],
    [
      "a short secret",
      [],
      { PALISADE_WEBHOOK_SECRET: "hunter2" },
      "PALISADE_WEBHOOK_SECRET: got 7 characters, expected at least 8",
    ],
    ["a file that is not there", ["--secret-file", "/nowhere"], env, "--secret-file: /nowhere cannot be read"],
    [
      "a topic that is no ARN",
      ["--topic", "palisade-alerts"],
      {},
      '--topic: got "palisade-alerts", expected an ARN such as',
    ],
    [
      "a topic of no region",
      ["--topic", "arn:aws:sns:eu-centrl-1:111122223333:palisade-alerts"],
      {},
      '--topic: got region "eu-centrl-1" in partition "aws", expected a region of that partition such as eu-central-1',
    ],
    [
      "a topic of a region in another partition",
      ["--topic", "arn:aws-cn:sns:eu-central-1:111122223333:palisade-alerts"],
      {},
      '--topic: got region "eu-central-1" in partition "aws-cn", expected a region of that partition',
    ],
    ["a port that is none", ["--port", "99999"], env, '--port: got "99999", expected a whole number from 0 to 65535'],
    ["room for nothing", ["--keep", "0"], env, '--keep: got "0", expected a whole number from 1 to 10000'],
    ["a host with a port", ["--allow-host", "a:1"], env, '--allow-host: got "a:1", expected a name'],
    [
      "an address of elsewhere",
      ["--host", "203.0.113.7", "--port", "0"],
      env,
      '--host: got "203.0.113.7", expected an address of this machine',
    ],
  ])("refuses %s", async (_, args, environment, message) => {
    const { status, text } = await receive(args, environment);
    expect(status).toBe(2);
    expect(text).toContain(message);
    expect(text).not.toContain("hunter2");
  });

  it("refuses a file that is empty, instead of taking webhooks that no one signed", async () => {
    const { status, text } = await receive(["--secret-file", file("\n")], env);
    expect(status).toBe(2);
    expect(text).toContain("--secret-file: got 0 characters");
  });

  it("says that the port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { readonly port: number };
    const { status, text } = await receive(["--port", String(port)], env);
    expect(status).toBe(2);
    expect(text).toContain(`--port: ${port} is taken at 127.0.0.1, expected a free one`);
    await new Promise((resolve) => other.close(resolve));
  });

  describe("as people start it", () => {
    let child: ChildProcess;
    let said = "";
    afterEach(() => child.kill("SIGKILL"));

    async function start(args: readonly string[]): Promise<string> {
      const command = join(__dirname, "../bin/palisade.mjs");
      child = spawn(process.execPath, [command, "receive", "--port", "0", ...args], {
        env: { PATH: process.env["PATH"] },
      });
      said = "";
      return new Promise((resolve, reject) => {
        const heard = (chunk: unknown) => {
          said += String(chunk);
          const [, url] = /Webhooks: POST (\S+)\n/.exec(said) ?? [];
          if (url !== undefined) resolve(url);
        };
        child.stdout?.on("data", heard);
        child.stderr?.on("data", heard);
        child.once("exit", (status) => reject(new Error(`ended with ${status}: ${said}`)));
      });
    }

    it.each([
      ["SIGTERM", 0],
      ["SIGINT", 130],
    ] as const)(
      "takes an alert, and stops at %s with status %i",
      async (signal, expected) => {
        const url = await start(["--secret-file", file(`${SECRET}\n`)]);
        const target = { url, secret: SECRET, format: "palisade" } as const;
        const { headers, body } = webhookAlert(received(anAlert()), target, Date.now());
        expect((await fetch(url, { method: "POST", headers, body })).status).toBe(200);
        // A browser that listens.
        await fetch(new URL("/events", url));
        const status = new Promise((resolve) => child.once("exit", resolve));
        child.kill(signal);
        expect(await status).toBe(expected);
        expect(said).toMatch(/MEDIUM: S3 request from outside .*\(webhook, [0-9a-f]{32}\.0\)\nStopping\.\n$/);
        expect(said).not.toContain(SECRET);
      },
      60_000,
    );
  });
});
