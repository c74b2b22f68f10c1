import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { UsageError } from "../usage-error";
import { visibleText } from "../visible-text";
import { STDIN_PATH } from "./find-inputs";
import { nothingToRead } from "./nothing-to-read";
import { readableCause } from "./readable-cause";

/** The bytes of one file, or of standard input. Throws a UsageError where there is none; whether it can be read shows when it is. */
export async function openInput(file: string, stdin: Readable): Promise<Readable> {
  if (file === STDIN_PATH) return stdin;
  const found = await stat(file).catch((error: unknown) => {
    throw nothingToRead([`${file}: ${readableCause(error)}`], "one file");
  });
  if (found.isDirectory()) throw new UsageError(`${visibleText(file)}: got a folder, expected one file`);
  return createReadStream(file);
}
