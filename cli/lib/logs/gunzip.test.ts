import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { gunzip } from "./gunzip";

interface Read {
  readonly bytes: Buffer;
  readonly followed: readonly string[];
  readonly error?: string;
}

async function read(bytes: Buffer, chunkBytes = 1_000_000): Promise<Read> {
  const chunks: Buffer[] = [];
  const followed: string[] = [];
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) pieces.push(bytes.subarray(at, at + chunkBytes));
  try {
    for await (const chunk of gunzip(Readable.from(pieces), (reason) => followed.push(reason))) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), followed };
  } catch (error) {
    return { bytes: Buffer.concat(chunks), followed, error: (error as Error).message };
  }
}

const text = Buffer.from(Array.from({ length: 20_000 }, (_, n) => `{"n":${n * 7919}}\n`).join(""));
const FOLLOWED = "other data behind the end of the gzip data, which was not read";

/** A header with every optional field. */
function withFullHeader(zipped: Buffer): Buffer {
  const header = Buffer.from(zipped.subarray(0, 10));
  header[3] = 0x02 | 0x04 | 0x08 | 0x10;
  return Buffer.concat([
    header,
    Buffer.from([3, 0, 1, 2, 3]),
    Buffer.from("a.json\0note\0"),
    zipped.subarray(8, 10),
    zipped.subarray(10),
  ]);
}

describe("gunzip", () => {
  it("reads any members, with zeros behind them, in pieces of any size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ data: fc.uint8Array({ maxLength: 200 }), zeros: fc.nat(20), isFull: fc.boolean() }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer({ min: 1, max: 100 }),
        async (members, chunkBytes) => {
          const stored = members.flatMap(({ data, zeros, isFull }) => [
            isFull ? withFullHeader(gzipSync(data)) : gzipSync(data),
            Buffer.alloc(zeros),
          ]);
          const { bytes, followed, error } = await read(Buffer.concat(stored), chunkBytes);
          expect({ bytes: bytes.toString("hex"), followed, error }).toEqual({
            bytes: Buffer.concat(members.map(({ data }) => data)).toString("hex"),
            followed: [],
            error: undefined,
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ["text", Buffer.from("appended by hand\n")],
    ["a single byte", Buffer.from("x")],
    ["the first byte of a member alone", Buffer.from([0x1f])],
    ["text behind zeros", Buffer.from("\0\0\0text")],
  ])("keeps whole members and reports what follows: %s", async (_name, rest) => {
    const stored = Buffer.concat([gzipSync("one "), gzipSync("two"), rest]);
    for (const chunkBytes of [1, 7, 1_000]) {
      expect(await read(stored, chunkBytes)).toEqual({ bytes: Buffer.from("one two"), followed: [FOLLOWED] });
    }
  });

  it("hands out what stands before a cut, wherever that is", async () => {
    const whole = gzipSync(text);
    const { bytes, error } = await read(whole.subarray(0, whole.length / 2), 4_096);
    expect(error).toBe("gzip cut off");
    expect(bytes.length).toBeGreaterThan(text.length / 4);
    expect(text.subarray(0, bytes.length)).toEqual(bytes);
    const two = Buffer.concat([gzipSync("one "), gzipSync("two")]);
    for (let cut = gzipSync("one ").length + 2; cut < two.length; cut++) {
      const found = await read(two.subarray(0, cut));
      expect(found.error).toBe("gzip cut off");
      expect(found.bytes.toString()).toMatch(/^one /);
    }
  });

  it("tells damage: in the data, the checksum, the length and a later header", async () => {
    const whole = gzipSync(text);
    const damagedAt = (at: number) => {
      const copy = Buffer.from(whole);
      copy[at] = (copy[at] as number) ^ 0xff;
      return copy;
    };
    for (const at of [whole.length - 200, whole.length - 6, whole.length - 2, 2]) {
      expect((await read(damagedAt(at), 4_096)).error).toBe("damaged gzip");
    }
    const later = await read(Buffer.concat([whole, Buffer.from([0x1f, 0x8b, 0x07, 0, 0])]));
    expect(later).toMatchObject({ error: "damaged gzip", bytes: text });
  });
});
