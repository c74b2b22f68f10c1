import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from "yaml";
import { MOST_READ, quoted, quotedSafe } from "./quoted";
import { holdsSecret, redact, redactLine, redactPath } from "./redact";

export type YamlPath = readonly PropertyKey[];

/** Line and column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface YamlFault extends Position {
  readonly path: YamlPath;
  readonly text: string;
}

interface Found {
  readonly key: Node | undefined;
  readonly node: Node | undefined;
  /** False when the path ends before its last segment; then key and node are the deepest that exist. */
  readonly complete: boolean;
}

/** A YAML text whose values can be traced back to line and column. */
export class YamlSource {
  private readonly document: Document.Parsed;
  private readonly lines = new LineCounter();
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    // Duplicate keys are found in `structureFaults`: the parser's own check compares each key with every other.
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
      stringKeys: true,
      uniqueKeys: false,
      logLevel: "error",
    });
  }

  /** What makes the text unreadable. With any of these, `value` means nothing. */
  syntaxFaults(): readonly YamlFault[] {
    const { errors, warnings } = this.document;
    const found = [...errors, ...warnings].map(({ message, pos }) => this.syntaxFault(message, pos[0]));
    const anchors = new Set<string>();
    visit(this.document, {
      Node: (_, node) => {
        if (isAlias(node) && !anchors.has(node.source)) {
          found.push(this.syntaxFault(`no anchor of the name ${node.source} before this alias`, startOf(node)));
        } else if (!isAlias(node) && node.anchor) {
          anchors.add(node.anchor);
        }
      },
    });
    return found;
  }

  /** Keys that stand twice in one map, and the one key that JavaScript objects cannot hold. */
  structureFaults(): readonly YamlFault[] {
    const faults: YamlFault[] = [];
    visit(this.document, {
      Map: (_, map, ancestors) => {
        const first = new Map<string, Position>();
        for (const { key } of map.items) {
          const name = keyName(key);
          const position = this.position(startOf(key as Node));
          const before = first.get(name);
          const text = name === "__proto__" ? RESERVED_TEXT : before && duplicateText(name, before.line);
          if (text) faults.push({ ...position, path: [...pathOf([...ancestors, map]), name], text });
          else first.set(name, position);
        }
      },
    });
    return faults;
  }

  /** The plain value. Throws a ReferenceError for aliases that multiply without end. */
  value(): unknown {
    return this.document.toJS();
  }

  /** Where the value at `path` stands; its key for maps and lists. What is missing is located at the nearest thing that should hold it. */
  locate(path: YamlPath, part: "value" | "key"): Position {
    const { key, node, complete } = this.find(path);
    const atKey = part === "key" || !complete || !isScalar(node) || node.source === "";
    return this.position(startOf(atKey ? (key ?? node) : node));
  }

  /** The value at `path` as the file has it, for messages. */
  written(path: YamlPath): string {
    const { node, complete } = this.find(path);
    if (!complete) return "nothing";
    if (isMap(node)) return "a map";
    if (isSeq(node)) return "a list";
    if (!isScalar(node) || node.source === undefined || node.source === "") {
      return isScalar(node) && node.value === "" ? '""' : "nothing";
    }
    const key = String(path.findLast((segment) => typeof segment === "string"));
    if (holdsSecret(key)) return UNSHOWN;
    if (typeof node.value !== "string") return redact(node.source);
    // Receivers know senders by a part of the address, too.
    return quoted(key === "url" ? redactPath(redact(node.value)) : node.value);
  }

  private find(path: YamlPath): Found {
    let key: Node | undefined;
    let node = this.document.contents as Node | undefined;
    for (const segment of path) {
      const holder = isAlias(node) ? node.resolve(this.document) : node;
      if (isMap(holder)) {
        const pair = holder.items.find((item) => keyName(item.key) === String(segment));
        if (!pair) return { key, node, complete: false };
        key = pair.key as Node;
        node = (pair.value ?? undefined) as Node | undefined;
      } else if (isSeq(holder) && holder.items[Number(segment)] !== undefined) {
        const item = holder.items[Number(segment)] as Node | Pair;
        key = undefined;
        node = item as Node;
      } else {
        return { key, node, complete: false };
      }
    }
    return { key, node: isAlias(node) ? (node.resolve(this.document) ?? node) : node, complete: true };
  }

  private syntaxFault(message: string, offset: number): YamlFault {
    const position = this.position(offset);
    const line = this.text.split(/\r\n|\r|\n/)[position.line - 1]?.slice(0, MOST_READ) ?? "";
    const safe = redactLine(line);
    const got = line.trim() === "" ? "nothing" : quotedSafe(safe);
    // The parser's advice, after a semicolon, is for programmers; and it quotes what it read.
    const [sentence = ""] = message.split(/;|: (?=["'!])/);
    const what = redact(safe === line ? sentence : sentence.replace(/ of the name .*/s, "")).replaceAll(/\s+/g, " ");
    return {
      ...position,
      path: [],
      text: `not YAML: ${what}, got ${got}, expected YAML, fix: mend this line or the one above`,
    };
  }

  private position(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return line === 0 ? { line: 1, column: 1 } : { line, column: col };
  }
}

function keyName(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function startOf(node: Node | undefined): number {
  if (node?.range) return node.range[0];
  return isCollection(node) ? startOf(node.items[0] as Node | undefined) : 0;
}

/** The path of the last of these nodes, each of which holds the next. */
function pathOf(nodes: readonly unknown[]): YamlPath {
  return nodes.flatMap((node, index): YamlPath => {
    if (isPair(node)) return [keyName(node.key)];
    return isSeq(node) && index < nodes.length - 1 ? [node.items.indexOf(nodes[index + 1])] : [];
  });
}

/** Where a secret's name belongs, even a short word may be the secret. */
const UNSHOWN = "a text that is not shown, since it may be a secret";

const RESERVED_TEXT = 'a reserved word, got "__proto__", expected another key, fix: rename it';

function duplicateText(name: string, line: number): string {
  return `written twice, got ${quoted(name)}, expected each key once, fix: delete this one or the one in line ${line}`;
}
