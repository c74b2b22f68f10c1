import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import type { Hunt } from "../../functions/src/hunts/define-hunt";
import { printLine, type Terminal } from "../terminal";
import { UsageError } from "../usage-error";
import { visibleText } from "../visible-text";
import type { OpenCache } from "./cache/open-cache";
import { answerOfDuckDb } from "./hunt-answer";
import { readableError } from "./readable-error";
import { type Output, writeAnswer } from "./write-answer";

export interface SqlSession {
  readonly cache: Pick<OpenCache, "query" | "writeParquet">;
  readonly described: string;
  /** One query instead of a prompt. */
  readonly query: string | undefined;
  readonly output: Output;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** What the report of a question in SQL says in place of a hunt. */
const OWN: Pick<Hunt, "id" | "title" | "question" | "log" | "lookFor"> = {
  id: "sql",
  title: "A question in SQL",
  question: "What does the query below answer?",
  log: "CloudTrail",
  lookFor: ["whatever the question was"],
};

/** At a prompt nobody scrolls through more. */
const MOST_AT_PROMPT = 200;

/** Answers one query, or whatever is typed at a prompt until its end. */
export async function askSql(session: SqlSession): Promise<void> {
  const { query, terminal } = session;
  if (query !== undefined) return answerAll(query, session);
  if (!terminal.stdin.isTTY) {
    const typed = (await text(terminal.stdin)).trim();
    if (typed === "") throw new UsageError("no query, expected SQL from --query or standard input");
    return answerAll(typed, session);
  }
  return prompt(session);
}

async function answerAll(sql: string, session: SqlSession): Promise<void> {
  await answer(sql, session, Number.POSITIVE_INFINITY).catch((error: unknown) => {
    throw readableError(error);
  });
}

async function prompt(session: SqlSession): Promise<void> {
  const { terminal, described } = session;
  const reader = createInterface({ input: terminal.stdin, output: terminal.stderr, prompt: "hunt> " });
  printLine(
    terminal.stderr,
    `${described}: tables cloudtrail and access_logs. A query ends with ; and Ctrl-D ends the session.`,
  );
  let typed = "";
  reader.on("SIGINT", () => {
    typed = "";
    terminal.stderr.write("\n");
    reader.setPrompt("hunt> ");
    reader.prompt();
  });
  reader.prompt();
  for await (const line of reader) {
    typed += `${line}\n`;
    if (isComplete(typed)) {
      await answer(typed, session, MOST_AT_PROMPT).catch((error: unknown) => {
        const readable = readableError(error);
        if (!(readable instanceof UsageError)) throw error;
        printLine(terminal.stderr, readable.message);
      });
      typed = "";
    }
    reader.setPrompt(typed.trim() === "" ? "hunt> " : "  ... ");
    reader.prompt();
  }
  printLine(terminal.stderr, "");
}

function isComplete(typed: string): boolean {
  return typed.trimEnd().endsWith(";");
}

async function answer(sql: string, session: SqlSession, mostRows: number): Promise<void> {
  const { cache, described, output, terminal, signal } = session;
  const query = sql.trim().replace(/;+$/, "");
  if (query === "") return;
  if (output.format === "parquet") {
    await cache.writeParquet(output.file, query);
    printLine(terminal.stderr, `wrote ${visibleText(output.file)}`);
    return;
  }
  const found = answerOfDuckDb(await cache.query(query, [], { mostRows, signal }));
  const report = { hunt: OWN, answer: found, parameters: {}, described, missing: [], sql: query, askedAt: Date.now() };
  writeAnswer(report, output, terminal);
}
