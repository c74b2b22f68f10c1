import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unwritableOutput } from "../../stacks/unwritable-output";

const ROOT = join(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "palisade-unwritable-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("is a sentence where the folder of the stacks cannot be made", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const { status, stderr } = spawnSync(process.execPath, ["tools/build/app.mjs"], {
    cwd: ROOT,
    env: { ...process.env, PALISADE_CONFIG: "examples/ip-blocker/palisade.yaml", CDKTF_OUTDIR: join(file, "out") },
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr).toContain("the stacks cannot be written");
  expect(stderr).not.toContain("    at ");
});

it.each(["EACCES", "EROFS", "ENOSPC", "EDQUOT"])("is a sentence for %s", (code) => {
  const error = Object.assign(new Error(`${code}: mkdir 'cdktf.out'`), { code, syscall: "mkdir" });
  expect(unwritableOutput(error, "cdktf.out")).toContain(`(${code}: mkdir 'cdktf.out')`);
});

it("leaves a fault of the program alone", () => {
  expect(unwritableOutput(new TypeError("x is not a function"), "cdktf.out")).toBeUndefined();
});
