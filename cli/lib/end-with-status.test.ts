import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { EXIT, worstStatus } from "./exit-status";

describe("endWithStatus", () => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  function statusOf(run: string) {
    const entry = `import { endWithStatus } from ${JSON.stringify(join(__dirname, "end-with-status"))};\nendWithStatus(${run}, process);`;
    const script = join(folder, "script.cjs");
    buildSync({
      stdin: { contents: entry, loader: "ts", resolveDir: __dirname },
      bundle: true,
      platform: "node",
      outfile: script,
    });
    const { status, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
    return { status, stderr };
  }

  it("takes a command that never comes to an end for a fault of its own, not for done", () => {
    const { status, stderr } = statusOf("new Promise<number>(() => {})");
    expect(status).toBe(EXIT.internal);
    expect(stderr).toContain("ended without an outcome");
  });

  it.each([EXIT.done, EXIT.partly, EXIT.gate])("ends with status %d where the command says so", (status) => {
    expect(statusOf(`Promise.resolve(${status})`)).toEqual({ status, stderr: "" });
  });
});

describe("worstStatus", () => {
  it("lets a gate that fails beat what could not be read", () => {
    expect(worstStatus(EXIT.partly, EXIT.gate, EXIT.done)).toBe(EXIT.gate);
    expect(worstStatus(EXIT.done, EXIT.partly)).toBe(EXIT.partly);
    expect(worstStatus()).toBe(EXIT.done);
  });
});
