import type { Faults } from "../yaml/faults";
import type { YamlPath } from "../yaml/yaml-source";

/** Reports a time zone that nobody knows. */
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
