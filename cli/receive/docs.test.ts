import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { aReceiver, SECRET } from "../../testing/fixtures/receiver-fixture";

const ROOT = join(__dirname, "../..");
const docs = readFileSync(join(ROOT, "docs/guides/receiver.md"), "utf8");

describe("docs/guides/receiver.md", () => {
  it("shows how to sign an alert, with the sample and nothing but OpenSSL and curl", async () => {
    const script = [...docs.matchAll(/```sh\n(.*?)```/gs)]
      .map(([, text]) => text)
      .find((text) => text?.includes("curl"));
    const receiver = await aReceiver();
    const env = { ...process.env, PALISADE_WEBHOOK_SECRET: SECRET };
    const here = String(script).replace("http://127.0.0.1:8787", receiver.url);
    const { stdout } = await promisify(execFile)("bash", ["-euc", here], { cwd: ROOT, env });
    expect(JSON.parse(stdout)).toMatchObject({ isNew: true });
    await receiver.stop();
  });
});
