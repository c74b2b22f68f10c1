import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import type { Hunt } from "@palisade/engine/hunts/define-hunt";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import type { OpenCache } from "../lib/logs/cache/open-cache";
import { printLine, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { visibleText } from "../lib/visible-text";
import { answerOfDuckDb } from "./hunt-answer";
import { QueryError } from "./query-error";
import { readableError } from "./readable-error";
import { type Output, writeAnswer } from "./write-answer";

export interface SqlSession {
  readonly cache: Pick<OpenCache, "query" | "writeParquet">;
  readonly described: string;
  /** One query instead of a prompt. */
  readonly query: string | undefined;
  /** How long each query may take. */
  readonly seconds: number;
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

/** At a prompt no one scrolls through more. */
const MOST_AT_PROMPT = 200;

/** Without a prompt: more go to a Parquet file. */
const MOST_ROWS = 1_000_000;

/** What is kept of an answer: more go to a Parquet file. */
export const MOST_ANSWER_BYTES = 100 * 1024 ** 2;

/** Answers one query, or whatever is typed at a prompt until its end. */
export async function askSql(session: SqlSession): Promise<ExitStatus> {
  const { query, terminal, signal } = session;
  if (query !== undefined) return answerAll(wanted(query), session);
  if (!terminal.stdin.isTTY) {
    return answerAll(wanted(await Promise.race([text(terminal.stdin), rejectedBy(signal)])), session);
  }
  return prompt(session);
}

function wanted(query: string): string {
  if (/[^\s;]/.test(query)) return query.trim();
  throw new UsageError("no query, expected SQL from --query or standard input");
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

async function answerAll(sql: string, session: SqlSession): Promise<ExitStatus> {
  try {
    return (await answer(sql, session, MOST_ROWS)) === "cut" ? EXIT.partly : EXIT.done;
  } catch (error) {
    throw readableError(error);
  }
}

async function prompt(session: SqlSession): Promise<ExitStatus> {
  const { terminal, described } = session;
  const reader = createInterface({ input: terminal.stdin, output: terminal.stderr, prompt: "hunt> " });
  printLine(
    terminal.stderr,
    `${described}: tables cloudtrail and access_logs. A query ends with ; and Ctrl-D ends the session.`,
  );
  let typed = "";
  let running: AbortController | undefined;
  let isInterrupted = false;
  const end = () => {
    isInterrupted = true;
    running?.abort(new QueryError("stopped"));
    reader.close();
  };
  session.signal.addEventListener("abort", end);
  // At a prompt the terminal hands Ctrl-C over as a key.
  reader.on("SIGINT", () => {
    if (running) {
      running.abort(new QueryError("stopped"));
      return;
    }
    if (typed === "" && reader.line === "") return end();
    typed = "";
    // What is on the line goes too: to its end, and from there to its start.
    reader.write(null, { ctrl: true, name: "e" });
    reader.write(null, { ctrl: true, name: "u" });
    terminal.stderr.write("\n");
    reader.setPrompt("hunt> ");
    reader.prompt();
  });
  reader.prompt();
  for await (const line of reader) {
    typed += `${line}\n`;
    if (isComplete(typed)) {
      running = new AbortController();
      const { signal } = running;
      await answer(typed, { ...session, signal }, MOST_AT_PROMPT).catch((error: unknown) => {
        const readable = readableError(error);
        if (!(readable instanceof UsageError)) throw error;
        printLine(terminal.stderr, readable.message);
      });
      running = undefined;
      typed = "";
    }
    if (isInterrupted) break;
    reader.setPrompt(typed.trim() === "" ? "hunt> " : "  ... ");
    reader.prompt();
  }
  printLine(terminal.stderr, "");
  return isInterrupted ? EXIT.interrupted : EXIT.done;
}

function isComplete(typed: string): boolean {
  return typed.trimEnd().endsWith(";");
}

async function answer(sql: string, session: SqlSession, mostRows: number): Promise<"whole" | "cut"> {
  const { cache, described, output, terminal, seconds, signal } = session;
  const query = sql.trim().replace(/;+$/, "");
  if (query === "") return "whole";
  if (output.format === "parquet") {
    await cache.writeParquet(output.file, query, [], { seconds, signal });
    printLine(terminal.stderr, `wrote ${visibleText(output.file)}`);
    return "whole";
  }
  const limits = { mostRows, mostBytes: MOST_ANSWER_BYTES, seconds, signal };
  const found = answerOfDuckDb(await cache.query(query, [], limits));
  const report = { hunt: OWN, answer: found, parameters: {}, described, missing: [], sql: query, askedAt: Date.now() };
  writeAnswer(report, output, terminal);
  return found.isCut ? "cut" : "whole";
}
