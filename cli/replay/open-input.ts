import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { UsageError } from "../usage-error";
import { visibleText } from "../visible-text";
import { STDIN_PATH } from "./find-inputs";

/** The bytes of one file, or of standard input; what is wrong with the file is for whoever reads it. */
export async function openInput(file: string, stdin: Readable): Promise<Readable> {
  if (file === STDIN_PATH) return stdin;
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw new UsageError(`${visibleText(file)}: got a folder, expected one file`);
  return createReadStream(file);
}
