import type { Json } from "@duckdb/node-api";
import { visibleJson } from "../lib/visible-text";
import type { AthenaAnswer } from "./athena/run-query";
import type { Answer } from "./locked-session";

export type Cell = string | number | boolean | null;

export interface AnswerColumn {
  readonly name: string;
  readonly kind: "text" | "number";
}

/** What a hunt found, whichever engine answered. */
export interface HuntAnswer {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Whether there are more rows than were asked for. */
  readonly isCut: boolean;
  /** It is cut because it would be too large, not because so many rows were asked for. */
  readonly isTooLarge?: true | undefined;
}

const NUMBER = /^(?:u?(?:tiny|small|big|huge)?int(?:eger)?|double|float|real|decimal)\b/i;

export function answerOfDuckDb({ columns, rows, isCut, isTooLarge }: Answer): HuntAnswer {
  return { ...answerOf(columns, rows, isCut), isTooLarge };
}

/** Athena has no answer without its end, so what is more than was asked for is cut here. */
export function answerOfAthena({ columns, rows }: AthenaAnswer, mostRows: number): HuntAnswer {
  const plain = rows
    .slice(0, mostRows)
    .map((row) => row.map((cell) => (typeof cell === "bigint" ? String(cell) : cell)));
  return answerOf(columns, plain, rows.length > mostRows);
}

function answerOf(
  columns: readonly { readonly name: string; readonly type: string }[],
  rows: readonly (readonly Json[])[],
  isCut: boolean,
): HuntAnswer {
  const kinds = columns.map(({ type }) => (NUMBER.test(type) && !type.endsWith("]") ? "number" : "text"));
  return {
    columns: columns.map(({ name }, index) => ({ name, kind: kinds[index] ?? "text" })),
    rows: rows.map((row) => row.map((value, index) => cellOf(value, kinds[index] ?? "text"))),
    isCut,
  };
}

/** Numbers come as text where JavaScript might not hold them; those that it does hold become numbers again. */
function cellOf(value: Json, kind: AnswerColumn["kind"]): Cell {
  if (kind === "number" && typeof value === "string") {
    const number = Number(value);
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? value : number;
  }
  return typeof value === "object" && value !== null ? visibleJson(value) : value;
}
