/** How text is written, as far as it is not UTF-8; the first bytes tell. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** So many bytes are enough to tell. */
const SAMPLE_BYTES = 512;
/** One byte of so many is zero at least, and so many times more at this place than at the other. */
const MOSTLY = 4;

/**
 * By the byte order mark, or by the zeros in every other byte that ASCII has in UTF-16: what PowerShell 5 writes by `>`, and `iconv`
 * without a mark.
 */
export function encodingOf(head: Buffer): Encoding {
  const [first, second, third, fourth] = head;
  if (first === 0xff && second === 0xfe && !(third === 0 && fourth === 0)) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const sample = head.subarray(0, SAMPLE_BYTES - (SAMPLE_BYTES % 2));
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < sample.length; at += 2) {
    // A character of text is never zero.
    if (sample[at] === 0 && sample[at + 1] === 0) return "utf-8";
    if (sample[at] === 0) even++;
    if (sample[at + 1] === 0) odd++;
  }
  const most = Math.max(even, odd);
  if (most * MOSTLY < sample.length || most < MOSTLY * Math.min(even, odd) || most === 0) return "utf-8";
  return odd === most ? "utf-16le" : "utf-16be";
}

/** Text of any of these encodings as UTF-8. */
export async function* inUtf8(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer, void> {
  if (encoding === "utf-8") return yield* chunks;
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== "") yield Buffer.from(text);
  }
  const rest = decoder.decode();
  if (rest !== "") yield Buffer.from(rest);
}
