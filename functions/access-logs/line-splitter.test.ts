import fc from "fast-check";
import { createLineSplitter } from "./line-splitter";

function split(chunks: readonly Uint8Array[], longestBytes?: number) {
  const lines: string[] = [];
  const overlong: number[] = [];
  const splitter = createLineSplitter({
    onLine: (line) => lines.push(line),
    onOverlong: (bytes) => overlong.push(bytes),
    ...(longestBytes !== undefined && { longestBytes }),
  });
  for (const chunk of chunks) splitter.write(chunk);
  splitter.end();
  return { lines, overlong };
}

/** Cut at the given places, each in a buffer that is overwritten once it has been taken. */
function cut(bytes: Buffer, places: readonly number[]): readonly Uint8Array[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => Uint8Array.from(bytes.subarray(at[index], end)));
}

const line = fc
  .string({ unit: fc.constantFrom("a", "ü", "漢", "😀", '"', " ", "\r", "\u2028") })
  .map((text) => text.replace(/\r+$/, ""));

describe("a splitter of lines", () => {
  it("gives the same lines however the bytes are cut", () => {
    const separators = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(fc.array(line), separators, fc.boolean(), fc.array(fc.nat()), (lines, separator, isEnded, places) => {
        const bytes = Buffer.from(lines.join(separator) + (isEnded ? separator : ""));
        expect(split(cut(bytes, places))).toEqual({ lines: lines.filter((text) => text !== ""), overlong: [] });
      }),
    );
  });

  it("forgets of a line that is too long all but its length, and goes on with the next", () => {
    const bytes = Buffer.from(`short\n${"x".repeat(1000)}\nshort again\n${"y".repeat(17)}`);
    fc.assert(
      fc.property(fc.array(fc.nat()), (places) => {
        expect(split(cut(bytes, places), 16)).toEqual({ lines: ["short", "short again"], overlong: [1000, 17] });
      }),
    );
  });

  it("takes what is no text for what it can", () => {
    expect(split([Uint8Array.from([0x61, 0xff, 0x0a, 0x62])])).toEqual({ lines: ["a\ufffd", "b"], overlong: [] });
  });

  it("keeps nothing of a chunk that its owner writes into again", () => {
    const lines: string[] = [];
    const splitter = createLineSplitter({ onLine: (text) => lines.push(text), onOverlong: () => undefined });
    const chunk = Buffer.from("one\ntw");
    splitter.write(chunk);
    chunk.fill("#");
    splitter.write(Buffer.from("o\n"));
    splitter.end();
    expect(lines).toEqual(["one", "two"]);
  });
});
