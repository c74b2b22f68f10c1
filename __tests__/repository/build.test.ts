import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");

describe("the build", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "palisade-build-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  // A project whose files have one line each.
  beforeAll(() => {
    for (const file of ["tools/build", "package.json", "package-lock.json", "LICENSE", "palisade.schema.json"]) {
      cpSync(path.join(ROOT, file), path.join(folder, file), { recursive: true });
    }
    symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    mkdirSync(path.join(folder, "functions/handlers"), { recursive: true });
    writeFileSync(path.join(folder, "functions/handlers/one.ts"), "export const handler = async () => 1;");
    writeFileSync(path.join(folder, "main.ts"), 'process.stdout.write("one");');
  });

  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env: { PATH: process.env["PATH"] ?? "" } });
  const builtAt = () => statSync(path.join(folder, ".build/app/main.js")).mtimeMs;

  it("writes a bundle, leaves it while no input changes, and writes another when one does", () => {
    expect(run("tools/build/build.mjs", "app")).toMatchObject({ status: 0, stderr: "" });
    expect(run(".build/app/main.js").stdout).toBe("one");
    const first = builtAt();
    run("tools/build/build.mjs", "app");
    expect(builtAt()).toBe(first);
    writeFileSync(path.join(folder, "main.ts"), 'process.stdout.write("two");');
    run("tools/build/build.mjs", "app");
    expect(run(".build/app/main.js").stdout).toBe("two");
  });

  it("names the targets that there are", () => {
    expect(run("tools/build/build.mjs", "everything")).toMatchObject({
      status: 2,
      stderr: "no such target: everything, expected any of functions, cli, package, app\n",
    });
  });

  it("runs a tool with its arguments", () => {
    writeFileSync(path.join(folder, "tool.ts"), "process.stdout.write(process.argv.slice(2).join());");
    expect(run("tools/build/run.mjs", "tool.ts", "a", "b").stdout).toBe("a,b");
    expect(run("tools/build/run.mjs")).toMatchObject({ status: 2, stderr: expect.stringMatching(/^usage: /) });
  });

  it("says in one sentence that it cannot write", () => {
    rmSync(path.join(folder, ".build"), { recursive: true });
    // Not even root can make a folder in a file.
    writeFileSync(path.join(folder, ".build"), "");
    const { status, stderr } = run("tools/build/app.mjs");
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^palisade: cannot build the stacks \(E[A-Z]+: .*\), fix: run it once as a user who may write there\n$/,
    );
  });
});
