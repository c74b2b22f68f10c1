import fc from "fast-check";
import { JsonReader } from "./json-reader";

interface Read {
  readonly values: unknown[];
  readonly unreadable: string[];
}

function read(input: string | Buffer, chunkBytes = 1_000_000): Read {
  const found: Read = { values: [], unreadable: [] };
  const reader = new JsonReader({
    value: (value) => found.values.push(value),
    unreadable: (reason) => found.unreadable.push(reason),
  });
  const bytes = Buffer.from(input as string);
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.push(bytes.subarray(at, at + chunkBytes));
  reader.end();
  return found;
}

const record = (n: number, text = "x") => ({ eventVersion: "1.09", n, text, nested: { list: [{ a: 1 }, "},{"] } });
const three = [record(1), record(2), record(3)];
const pretty = (value: unknown) => JSON.stringify(value, null, 2);
/** Too long to be parsed as one line. */
const many = Array.from({ length: 300 }, (_, n) => record(n, "é".repeat(600)));

describe("JsonReader", () => {
  it.each([
    ["JSON lines", three.map((one) => JSON.stringify(one)).join("\n")],
    [
      "JSON lines with a byte order mark, Windows line ends and empty lines",
      `\ufeff${three.map((one) => JSON.stringify(one)).join("\r\n\r\n")}\r\n`,
    ],
    ["a Records document", JSON.stringify({ Records: three })],
    ["a pretty-printed Records document", pretty({ Records: three })],
    ["Records after another member", pretty({ kind: "trail", Records: three, end: { Records: 1 } })],
    ["a list", JSON.stringify(three)],
    ["a pretty-printed list", pretty(three)],
    ["a list with a record a line", `[\n${three.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`],
    ["pretty-printed records one after the other", three.map(pretty).join("\n")],
    ["records one after the other on a line", three.map((one) => JSON.stringify(one)).join("")],
    ["a list of Records documents", JSON.stringify([{ Records: three.slice(0, 2) }, { Records: three.slice(2) }])],
    [
      "Records documents on lines",
      `${JSON.stringify({ Records: three.slice(0, 2) })}\n${JSON.stringify({ Records: three.slice(2) })}`,
    ],
  ])("reads %s, however it is cut into chunks", (_name, text) => {
    for (const chunkBytes of [1, 2, 7, 64, 1_000_000])
      expect(read(text, chunkBytes)).toEqual({ values: three, unreadable: [] });
  });

  it.each([
    ["Records document", JSON.stringify({ Records: many })],
    ["pretty-printed Records document", pretty({ Records: many })],
    ["list", JSON.stringify(many)],
    [
      "sequence of Records documents",
      `${JSON.stringify({ Records: many.slice(0, 150) })}\n${JSON.stringify({ Records: many.slice(150) })}\n`,
    ],
  ])("reads a %s element by element when it is long", (_name, text) => {
    for (const chunkBytes of [1_003, 65_536, 10_000_000])
      expect(read(text, chunkBytes)).toEqual({ values: many, unreadable: [] });
  });

  it("reads one value of 300 kB", () => {
    const large = { text: "a".repeat(300_000) };
    expect(read(`${JSON.stringify(large)}\n${JSON.stringify(large)}`, 4_096).values).toEqual([large, large]);
  });

  it.each([
    [
      "half a line among lines",
      `${JSON.stringify(three[0])}\n{"eventVersion":"1.0\n${JSON.stringify(three[1])}`,
      [three[0], three[1]],
      ["not JSON"],
    ],
    [
      "a line cut behind a member",
      `{"a":{"b":1},\n${JSON.stringify(three[0])}\n${JSON.stringify(three[1])}`,
      [three[0], three[1]],
      ["not JSON"],
    ],
    [
      "a line cut within a list",
      `{"a":[1,\n${JSON.stringify(three[0])}\n${JSON.stringify(three[1])}`,
      [three[0], three[1]],
      ["not JSON"],
    ],
    ["half a line at the end", `${JSON.stringify(three[0])}\n{"eventVersion":"1.0`, [three[0]], ["cut off"]],
    ["a document cut short", JSON.stringify({ Records: three }).slice(0, -20), three.slice(0, 2), ["cut off"]],
    ["a document without its last brace", JSON.stringify({ Records: three }).slice(0, -1), three, ["cut off"]],
    ["text", "hello\nworld\n", [], ["not JSON"]],
    ["three half lines", '{"a\n{"b\n{"c\n', [], ["not JSON", "not JSON", "not JSON"]],
    ["a broken element of a list", '[{"a":1},{"a":2},{"a":x},{"a":4}]', [{ a: 1 }, { a: 2 }, { a: 4 }], ["not JSON"]],
    ["nothing", "", [], []],
    ["plain values", 'null\n17\n[1,"two",null]', [null, 17, 1, "two", null], []],
    ["Records that are no list", '{"Records":null}', [{ Records: null }], []],
  ])("goes on behind what is broken: %s", (_name, text, values, unreadable) => {
    expect(read(text)).toEqual({ values, unreadable });
    expect(read(text, 5)).toEqual({ values, unreadable });
  });

  it("goes on with the next document on a line when a long one was cut", () => {
    const cut = JSON.stringify({ Records: many }).slice(0, -100);
    const found = read(`${cut}\n${three.map((one) => JSON.stringify(one)).join("\n")}`, 65_536);
    expect(found.values).toEqual([...many.slice(0, -1), ...three]);
    expect(found.unreadable).toHaveLength(1);
  });

  it("finds the same values in any chunks, and never throws", () => {
    const values = fc.array(
      fc.jsonValue({ maxDepth: 3 }).map((value) => ({ value })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        fc.boolean(),
        (list, chunkBytes, isPretty, isLines) => {
          const text = isLines
            ? list.map((value) => (isPretty ? pretty(value) : JSON.stringify(value))).join("\n")
            : isPretty
              ? pretty({ Records: list })
              : JSON.stringify({ Records: list });
          expect(read(text, chunkBytes)).toEqual({ values: JSON.parse(JSON.stringify(list)), unreadable: [] });
        },
      ),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void read(Buffer.from(bytes), 7)));
    const shreds = fc.array(fc.constantFrom("{", "}", "[", "]", ",", ":", '"a"', '"Records"', "1", "\n", "\\", '"'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(shreds, (pieces) => void read(pieces.join(""), 3)),
      { numRuns: 2_000 },
    );
  });

  it("reads nested openings in linear time", () => {
    const started = process.hrtime.bigint();
    read("[\n".repeat(200_000));
    read('{"a":[\n'.repeat(100_000));
    read('[{"a":1},{"a":['.repeat(50_000));
    // Quadratic time would be minutes.
    expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(20);
  });
});
