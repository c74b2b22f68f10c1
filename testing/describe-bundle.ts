import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createIncidentsTable } from "./emulators/create-incidents-table";
import { freePort, untilItAnswers } from "./emulators/local-server";

const ROOT = path.join(__dirname, "..");
const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };
const REGION = "eu-central-1";
export const TABLE = "incidents";

/** A function's bundle beside an emulator of AWS, which has the incidents table. */
export interface EmulatedBundle {
  /** For clients of the emulator. */
  options(): { readonly endpoint: string; readonly region: string; readonly credentials: typeof CREDENTIALS };
  /** Calls the handler in a process of its own, as Lambda would; prints what it returns as its last line. */
  call(given: {
    readonly settings: object;
    readonly event: object;
    readonly context?: object;
    readonly environment: Readonly<Record<string, string>>;
  }): { readonly status: number | null; readonly stdout: string; readonly stderr: string };
}

/** Tests of a bundle against an emulator; skipped where there is none. */
export function describeBundle(bundle: string, tests: (emulated: EmulatedBundle) => void): void {
  const emulator = spawnSync("which", ["moto_server"], { encoding: "utf8" }).stdout.trim();

  describe(`the bundle of ${bundle} against an emulator`, () => {
    if (emulator === "") {
      it("is skipped: no moto_server to run against", () => expect(emulator).toBe(""));
      return;
    }
    const folder = mkdtempSync(path.join(tmpdir(), `palisade-${bundle}-`));
    let server: ChildProcess | undefined;
    let endpoint = "";
    const options = () => ({ endpoint, region: REGION, credentials: CREDENTIALS });

    beforeAll(async () => {
      execFileSync(process.execPath, [path.join(ROOT, "tools/build/build.mjs"), "functions"]);
      copyFileSync(path.join(ROOT, `functions/dist/${bundle}/index.js`), path.join(folder, "index.js"));
      const port = await freePort();
      endpoint = `http://127.0.0.1:${port}`;
      server = spawn(emulator, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
      await untilItAnswers(`${endpoint}/moto-api/`);
      await createIncidentsTable(new DynamoDBClient(options()), TABLE);
    }, 60_000);

    afterAll(() => {
      server?.kill("SIGKILL");
      rmSync(folder, { recursive: true });
    });

    tests({
      options,
      call: ({ settings, event, context = {}, environment }) => {
        writeFileSync(path.join(folder, "settings.json"), JSON.stringify(settings));
        const given = `${JSON.stringify(event)}, ${JSON.stringify(context)}`;
        const script = `require("./index.js").handler(${given}).then((result) => console.log(JSON.stringify(result ?? null)))`;
        return spawnSync(process.execPath, ["-e", script], {
          cwd: folder,
          encoding: "utf8",
          env: {
            PATH: process.env["PATH"],
            AWS_ENDPOINT_URL: endpoint,
            AWS_REGION: REGION,
            AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
            AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
            INCIDENTS_TABLE: TABLE,
            ...environment,
          },
        });
      },
    });
  });
}
