import { accessSync, constants, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { cannotWrite } from "../write-problem";
import { writeWhole } from "../write-whole";

/** Before work that takes minutes. */
export function checkOutputFile(file: string): void {
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    accessSync(dirname(resolve(file)), constants.W_OK);
  } catch (error) {
    throw cannotWrite("--output", file, error);
  }
}

export function writeOutputFile(file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    throw cannotWrite("--output", file, error);
  }
}
