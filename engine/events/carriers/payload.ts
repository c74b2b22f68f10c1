import { gunzipSync } from "node:zlib";

/** What a text in a carrier is. */
export type Payload =
  | { readonly kind: "json"; readonly values: readonly unknown[] }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unreadable"; readonly reason: string };

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_LAYERS = 3;
/** A record is longer. */
const LEAST_BASE64 = 16;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

const NOT_JSON: Payload = { kind: "unreadable", reason: "not JSON, inside of what carries it" };

/** Reads JSON, JSON lines, and either in base64, compressed or not; anything else is text as it stands. */
export function payloadOf(text: string, layers = 0): Payload {
  const trimmed = text.trim();
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) return jsonOf(trimmed);
  if (trimmed.length < LEAST_BASE64 || layers === MOST_LAYERS || !BASE64.test(trimmed)) return { kind: "text", text };
  return bytesOf(Buffer.from(trimmed, "base64"), layers) ?? { kind: "text", text };
}

function bytesOf(bytes: Buffer, layers: number): Payload | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    if (layers === MOST_LAYERS) return { kind: "unreadable", reason: "gzip inside gzip, inside of what carries it" };
    try {
      const inner = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
      return bytesOf(inner, layers + 1) ?? { kind: "text", text: inner.toString() };
    } catch {
      return { kind: "unreadable", reason: "damaged gzip, or of more than 64 MB, inside of what carries it" };
    }
  }
  const inner = bytes.toString();
  // Any text of letters alone is base64 of something.
  return /^\s*[[{]/.test(inner) ? payloadOf(inner, layers + 1) : undefined;
}

function jsonOf(text: string): Payload {
  const whole = parsed(text);
  if (whole !== undefined) return { kind: "json", values: [whole.value] };
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const values = lines.map(parsed);
  const all = values.filter((one) => one !== undefined);
  return lines.length > 1 && all.length === lines.length
    ? { kind: "json", values: all.map(({ value }) => value) }
    : NOT_JSON;
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
