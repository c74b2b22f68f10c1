import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { readText } from "./read-text";

async function read(bytes: Buffer, chunkBytes = 1_000): Promise<{ text: string; stored: number; unread: string[] }> {
  const chunks: Buffer[] = [];
  const unread: string[] = [];
  const pieces: Buffer[] = [];
  let stored = 0;
  for (let at = 0; at < bytes.length; at += chunkBytes) pieces.push(bytes.subarray(at, at + chunkBytes));
  const options = {
    onStored: (count: number) => {
      stored += count;
    },
    onUnread: (reason: string) => unread.push(reason),
  };
  for await (const chunk of readText(Readable.from(pieces), options)) chunks.push(chunk);
  return { text: Buffer.concat(chunks).toString(), stored, unread };
}

const line = '{"eventName":"GetObject","key":"Übersicht 😀"}\n';
const lines = line.repeat(100);

const utf16 = (text: string) => Buffer.from(text, "utf16le");
const bigEndian = (text: string) => utf16(text).swap16();

describe("readText", () => {
  it.each([1, 7, 1_000])(
    "reads plain and compressed bytes in chunks of %d, and counts them as stored",
    async (size) => {
      const zipped = gzipSync(lines);
      expect(await read(Buffer.from(lines), size)).toEqual({
        text: lines,
        stored: Buffer.byteLength(lines),
        unread: [],
      });
      expect(await read(zipped, size)).toEqual({ text: lines, stored: zipped.length, unread: [] });
    },
  );

  it("reads gzip inside gzip, but not for ever", async () => {
    const layers = (count: number) =>
      Array.from({ length: count }).reduce<Buffer>((inner) => gzipSync(inner), Buffer.from(line));
    expect((await read(layers(3))).text).toBe(line);
    await expect(read(layers(4))).rejects.toThrow("gzip inside gzip, more than 3 times");
  });

  it("reads nothing, and a single byte", async () => {
    expect((await read(Buffer.alloc(0))).text).toBe("");
    expect((await read(Buffer.from([0x41]))).text).toBe("A");
  });

  it("reads UTF-16 of either order, with and without its mark, compressed or not, in pieces of any size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", maxLength: 30 }),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 50 }),
        async (key, isBigEndian, hasMark, isZipped, chunkBytes) => {
          const text = `${JSON.stringify({ eventName: "GetObject", eventSource: "s3.amazonaws.com", key })}\r\n`;
          const bytes = (isBigEndian ? bigEndian : utf16)(hasMark ? `\ufeff${text}` : text);
          const found = await read(isZipped ? gzipSync(bytes) : bytes, chunkBytes);
          expect(found.text).toBe(text);
        },
      ),
    );
  });

  it("leaves bytes that are neither as they are", async () => {
    const zeros = Buffer.from([0x41, 0, 0, 0, 0x42, 0, 0, 0]);
    expect((await read(zeros)).text).toBe(zeros.toString());
  });
});
