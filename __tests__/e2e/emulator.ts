import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Tools } from "./find-tools";

export interface Emulator {
  /** `http://127.0.0.1:<port>`; by address, since a name would be put in front of bucket names. */
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** The account that moto knows every caller by. */
export const ACCOUNT = "123456789012";

/** Files that give deployed functions an internet of local servers. */
export interface VendorFiles {
  /** JSON: ports by host. */
  readonly ports: string;
  /** PEM: the hosts' certificates. */
  readonly certificates: string;
}

/** Starts the emulator on a free port; its requests are logged to `emulator.log` in the folder. */
export async function startEmulator({ python }: Tools, folder: string, vendors?: VendorFiles): Promise<Emulator> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const options = ["--port", String(port), "--node", process.execPath, "--redeliver-after", "1"];
  if (vendors) options.push("--vendors", vendors.ports, "--vendor-certificates", vendors.certificates);
  const server = spawn(python, [join(__dirname, "emulator"), ...options], {
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      PYTHONDONTWRITEBYTECODE: "1",
      AWS_EC2_METADATA_DISABLED: "true",
      // AWS Config's role holds one of them.
      MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(join(folder, "emulator.log"));
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill();
    await ended;
    log.end();
  };
  const failed = ended.then(() => Promise.reject(new Error(`the emulator ended, see ${log.path}`)));
  failed.catch(() => {});
  await Promise.race([answering(endpoint), failed]);
  return { endpoint, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(address)));
    });
  });
}

async function answering(endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const isUp = await fetch(`${endpoint}/moto-api/`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await sleep(100);
  }
  throw new Error(`the emulator does not answer at ${endpoint}`);
}
