import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { readBytes } from "./read-bytes";

async function read(bytes: Buffer, chunkBytes: number): Promise<{ bytes: Buffer; stored: number; error?: string }> {
  const chunks: Buffer[] = [];
  const pieces: Buffer[] = [];
  let stored = 0;
  for (let at = 0; at < bytes.length; at += chunkBytes) pieces.push(bytes.subarray(at, at + chunkBytes));
  const onStored = (count: number) => {
    stored += count;
  };
  try {
    await readBytes(Readable.from(pieces), { push: (chunk) => chunks.push(Buffer.from(chunk)), onStored });
    return { bytes: Buffer.concat(chunks), stored };
  } catch (error) {
    return { bytes: Buffer.concat(chunks), stored, error: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

const text = Buffer.from(Array.from({ length: 20_000 }, (_, n) => `{"n":${n * 7919}}\n`).join(""));

describe("readBytes", () => {
  it.each([1, 100, 1_000_000])("passes plain and compressed bytes on in chunks of %d", async (chunkBytes) => {
    const short = text.subarray(0, 5_000);
    expect(await read(short, chunkBytes)).toEqual({ bytes: short, stored: short.length });
    const zipped = gzipSync(short);
    expect(await read(zipped, chunkBytes)).toEqual({ bytes: short, stored: zipped.length });
  });

  it("reads gzip members one after the other", async () => {
    const members = Buffer.concat([gzipSync("one "), gzipSync("two")]);
    expect((await read(members, 7)).bytes.toString()).toBe("one two");
  });

  it("passes on what stands before a cut or damage", async () => {
    const zipped = gzipSync(text);
    const cut = await read(zipped.subarray(0, zipped.length / 2), 4_096);
    expect(cut.error).toBe("Z_BUF_ERROR");
    expect(cut.bytes.length).toBeGreaterThan(text.length / 4);
    expect(text.subarray(0, cut.bytes.length)).toEqual(cut.bytes);
    const damaged = Buffer.from(zipped);
    damaged.fill(0xff, damaged.length - 200);
    expect((await read(damaged, 4_096)).error).toBeDefined();
  });

  it("reads nothing, and a single byte", async () => {
    expect((await read(Buffer.alloc(0), 10)).bytes).toHaveLength(0);
    expect((await read(Buffer.from([0x1f]), 10)).bytes).toEqual(Buffer.from([0x1f]));
  });
});
