import { quoted, shownPath } from "./quoted";
import { redact } from "./redact";
import type { Position, YamlPath, YamlSource } from "./yaml-source";

interface Fault extends Position {
  readonly file: string;
  readonly path: YamlPath;
  readonly text: string;
}

/** Collects what is wrong with one configuration, so that a user sees everything at once. */
export class Faults {
  private readonly file: string;
  private readonly source: YamlSource;
  private readonly list: Fault[] = [];
  private readonly doubts: Fault[] = [];

  constructor(file: string, source: YamlSource) {
    this.file = file;
    this.source = source;
  }

  get any(): boolean {
    return this.list.length > 0;
  }

  /** At a value of the configuration, or at its key. `{got}` in the text becomes the value as written. */
  add(path: YamlPath, text: string, part: "value" | "key" = "value"): void {
    this.list.push(this.faultAt(path, text, part));
  }

  /** As `add`, of what may be right although it looks wrong: the configuration stays valid. */
  warn(path: YamlPath, text: string): void {
    this.doubts.push(this.faultAt(path, text, "value"));
  }

  /** In a file that the configuration names at `path`. */
  addInFile(file: string, position: Position, path: YamlPath, text: string): void {
    this.list.push({ ...position, file, path, text });
  }

  /** Whether something at `path` or below it is wrong. */
  under(path: YamlPath): boolean {
    const prefix = path.join(".");
    const isUnder = (other: string) => other === prefix || other.startsWith(`${prefix}.`);
    return this.list.some((fault) => isUnder(fault.path.join(".")));
  }

  /** Where a value stands, for texts that point at another place. */
  lineOf(path: YamlPath): number {
    return this.source.locate(path, "value").line;
  }

  /** One line per fault: the configuration's own first, by line. */
  report(): readonly string[] {
    return this.linesOf(this.list);
  }

  /** One line per warning, in the order of `report`. */
  warnings(): readonly string[] {
    return this.linesOf(this.doubts);
  }

  private faultAt(path: YamlPath, text: string, part: "value" | "key"): Fault {
    const got = part === "key" ? quoted(String(path.at(-1))) : this.source.written(path);
    const position = this.source.locate(path, part);
    return { ...position, file: this.file, path, text: text.replace("{got}", () => got) };
  }

  private linesOf(faults: readonly Fault[]): readonly string[] {
    const rank = (fault: Fault) => (fault.file === this.file ? "" : fault.file);
    const sorted = faults.toSorted((a, b) => rank(a).localeCompare(rank(b)) || a.line - b.line || a.column - b.column);
    const lines = sorted.map(({ file, line, column, path, text }) => {
      // Texts quote other values than the one at fault, too, and a key may be one that was pasted.
      const where = shownPath(path);
      const what = redact(where === "" ? text : `${where}: ${text}`);
      return `${file}:${line}:${column} ${what}`;
    });
    return [...new Set(lines)];
  }
}
