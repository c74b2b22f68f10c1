import { findNodeAtLocation, type Node, type ParseError, parseTree } from "jsonc-parser";
import type { Position } from "./yaml-source";

export type JsonPath = readonly (string | number)[];

/** A JSON text whose values can be traced back to line and column. */
export class JsonSource {
  private readonly text: string;
  private readonly root: Node | undefined;
  private readonly errors: ParseError[] = [];

  constructor(text: string) {
    this.text = text;
    this.root = parseTree(text, this.errors, { disallowComments: true });
  }

  /** Throws a SyntaxError where the text is not JSON. */
  value(): unknown {
    return JSON.parse(this.text);
  }

  /** Where the text stops being JSON. */
  syntaxFault(): Position {
    return this.position(this.errors[0]?.offset ?? 0);
  }

  /** Keys of one object that stand in it before already; a parser would keep the last one and say nothing. */
  repeatedKeys(): readonly (Position & { readonly key: string; readonly before: Position })[] {
    return nodesIn(this.root).flatMap((node) => {
      const first = new Map<string, Position>();
      return (node.type === "object" ? (node.children ?? []) : []).flatMap(({ children: [name] = [] }) => {
        const key = String(name?.value);
        const position = this.position(name?.offset ?? 0);
        const before = first.get(key);
        if (before !== undefined) return [{ ...position, key, before }];
        first.set(key, position);
        return [];
      });
    });
  }

  /** Numbers that JavaScript would write otherwise, such as one with more digits than it can hold. */
  changedNumbers(): readonly (Position & { readonly written: string })[] {
    return nodesIn(this.root).flatMap((node) => {
      const written = this.text.slice(node.offset, node.offset + node.length);
      return node.type === "number" && written !== String(node.value)
        ? [{ ...this.position(node.offset), written }]
        : [];
    });
  }

  /** Where a value stands, or its key; what is missing is located at the nearest thing that should hold it. */
  locate(path: JsonPath, part: "value" | "key" = "value"): Position {
    const node = this.root && findNodeAtLocation(this.root, [...path]);
    if (node === undefined) return path.length === 0 ? this.position(0) : this.locate(path.slice(0, -1));
    const key = node.parent?.type === "property" ? node.parent : node;
    return this.position(part === "key" ? key.offset : node.offset);
  }

  private position(offset: number): Position {
    const lines = this.text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  }
}

function nodesIn(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  return [node, ...(node.children ?? []).flatMap(nodesIn)];
}
