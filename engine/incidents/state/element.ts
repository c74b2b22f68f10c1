import { hash } from "node:crypto";

/** What one event leaves behind: enough to count it once and to know when it was. */
export interface Element {
  /** 8 bytes of a hash, as hexadecimal text: of the event's id, or of the value that is counted or learned. */
  readonly id: string;
  /** Whole seconds since the epoch, as CloudTrail gives times. */
  readonly time: number;
  /** Whole number below 2^48: what the event adds, its step in a sequence, or 6 bytes of its id's hash. */
  readonly number: number;
}

const ID_BYTES = 8;
const TIME_BYTES = 5;
const NUMBER_BYTES = 6;
export const ELEMENT_BYTES = ID_BYTES + TIME_BYTES + NUMBER_BYTES;
export const MAX_NUMBER = 2 ** (8 * NUMBER_BYTES) - 1;

/** Of a time in milliseconds since the epoch. */
export function secondOf(time: number): number {
  return Math.max(0, Math.floor(time / 1000));
}

/** Every bit counts: 8 bytes of SHA-256 meet by chance once in 2^32 texts, and a window holds thousands. */
export function hashOf(text: string): string {
  return hash("sha256", text).slice(0, 2 * ID_BYTES);
}

/** The first 6 of a hash's bytes as a number. */
export function numberOf(hash: string): number {
  return Number.parseInt(hash.slice(0, 2 * NUMBER_BYTES), 16);
}

export function encodeElement({ id, time, number }: Element): Uint8Array {
  const bytes = Buffer.alloc(ELEMENT_BYTES);
  bytes.write(id, "hex");
  bytes.writeUIntBE(time, ID_BYTES, TIME_BYTES);
  bytes.writeUIntBE(number, ID_BYTES + TIME_BYTES, NUMBER_BYTES);
  return bytes;
}

export function decodeElement(encoded: Uint8Array): Element {
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  return {
    id: bytes.toString("hex", 0, ID_BYTES),
    time: bytes.readUIntBE(ID_BYTES, TIME_BYTES),
    number: bytes.readUIntBE(ID_BYTES + TIME_BYTES, NUMBER_BYTES),
  };
}
