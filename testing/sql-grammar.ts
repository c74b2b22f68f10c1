import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import type { HiveSQL, TrinoSQL } from "dt-sql-parser";
import { projectDir } from "./synth";

interface Grammars {
  readonly TrinoSQL: new () => TrinoSQL;
  readonly HiveSQL: new () => HiveSQL;
}

/**
 * Node cannot load the package as it is, and takes seconds to load its parts one by one; so it is bundled, once for each version. The
 * bundle runs outside of jest's context, in which each use of a global such as `Math` is slow, and parsing six times slower.
 */
function load(): Grammars {
  const manifest = readFileSync(join(projectDir, "node_modules/dt-sql-parser/package.json"));
  const folder = join(projectDir, "node_modules/.cache/palisade");
  const file = join(folder, `sql-grammar-${createHash("sha256").update(manifest).digest("hex").slice(0, 16)}.cjs`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    // Another run may be doing the same.
    const temporary = `${file}.${process.pid}`;
    const options = {
      stdin: { contents: 'export { HiveSQL, TrinoSQL } from "dt-sql-parser";', resolveDir: projectDir },
      bundle: true,
      platform: "node",
      format: "cjs",
      outfile: temporary,
    };
    // In a process of its own: esbuild refuses jest's.
    execFileSync(process.execPath, ["-e", `require("esbuild").buildSync(${JSON.stringify(options)})`], {
      cwd: projectDir,
    });
    renameSync(temporary, file);
  }
  const source = `(function (exports, require, module) {${readFileSync(file, "utf8")}\n})`;
  const module = { exports: {} };
  new Script(source, { filename: file }).runInThisContext()(module.exports, require, module);
  return module.exports as Grammars;
}

let grammars: Grammars | undefined;

/** What is wrong with a statement in Trino's grammar, which is Athena's for queries; one line each. */
export function trinoFaults(sql: string): readonly string[] {
  grammars ??= load();
  return faultsOf(new grammars.TrinoSQL().validate(sql));
}

/** As `trinoFaults`, in Hive's grammar, which is Athena's for tables. */
export function hiveFaults(sql: string): readonly string[] {
  grammars ??= load();
  return faultsOf(new grammars.HiveSQL().validate(sql));
}

function faultsOf(errors: ReturnType<TrinoSQL["validate"]>): readonly string[] {
  return errors.map(({ startLine, startColumn, message }) => `${startLine}:${startColumn} ${message}`);
}
