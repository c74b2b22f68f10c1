import type { Faults } from "../yaml/faults";
import type { YamlPath } from "../yaml/yaml-source";
import { text } from "./schema-builders";

/** Reports a time zone that does not exist. */
export function checkTimeZone(timeZone: string, at: YamlPath, faults: Faults): void {
  if (isTimeZone(timeZone)) return;
  const text =
    "not a time zone, got {got}, expected a name such as Europe/Berlin, fix: write the name of the IANA database";
  faults.add(at, text);
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

export const timeZone = (describe: string) =>
  text(/^[A-Za-z][\w+/-]{0,63}$/, {
    what: "not a time zone",
    expected: "a name such as Europe/Berlin",
    fix: "write the name of the IANA database",
  })
    .optional()
    .describe(describe);
