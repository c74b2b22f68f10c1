import { createHash } from "node:crypto";

/** Together with a handful of parts this stays under the 2,048 bytes of a DynamoDB partition key. */
const LONGEST_PART = 256;

/** `<detection>|<part>|…`: one line of bounded length, in which no part can pass for two. */
export function dedupKey(detection: string, parts: readonly string[]): string {
  return [detection, ...parts.map(keyPart)].join("|");
}

function keyPart(part: string): string {
  const bounded = part.length <= LONGEST_PART && /^[\x20-\x7e]*$/.test(part) ? part : digestOf(part);
  return bounded.replaceAll("|", "%7C");
}

function digestOf(part: string): string {
  return `sha256-${createHash("sha256").update(part).digest("hex")}`;
}
