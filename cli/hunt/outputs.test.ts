import { createColors } from "picocolors";
import { answerCsv } from "./answer-csv";
import { answerJsonLines } from "./answer-json";
import { answerTable } from "./answer-table";
import { chartSvg } from "./chart";
import { type HuntReport, htmlReport } from "./html-report";
import { answerOfAthena, answerOfDuckDb, type Cell, type HuntAnswer } from "./hunt-answer";

const HOSTILE = "<script>alert(1)</script>\"'&\u202e\u001b[31m\u0007";
const on = (columns: number, isColoured = false) => ({ columns, colors: createColors(isColoured) });

function answer(columns: Readonly<Record<string, "text" | "number">>, rows: readonly (readonly Cell[])[]): HuntAnswer {
  return { columns: Object.entries(columns).map(([name, kind]) => ({ name, kind })), rows, isCut: false };
}

const ANSWER = answer({ address: "text", requests: "number" }, [
  ["192.0.2.1", 1200],
  [HOSTILE, 3],
  [null, null],
]);

describe("answerCsv", () => {
  it("quotes as RFC 4180 says", () => {
    const csv = answerCsv(
      answer({ "a,b": "text", n: "number" }, [
        ['x"y', 1],
        ["line\nbreak", null],
        [" edge", -2.5],
      ]),
    );
    expect(csv).toBe('"a,b",n\r\n"x""y",1\r\n"line\nbreak",\r\n" edge",-2.5\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "%0A", "|cmd", "\uff1d1+1", "\uff20SUM(A1)"])(
    "keeps %j from being a formula",
    (text) => {
      const [, line = ""] = answerCsv(answer({ a: "text" }, [[text]])).split(/\r\n(?=["'])/);
      expect(line.replace(/^"/, "").startsWith("'")).toBe(true);
    },
  );

  it("leaves negative numbers alone", () => {
    expect(answerCsv(answer({ n: "number" }, [[-1]]))).toBe("n\r\n-1\r\n");
  });
});

test("CSV keeps what was logged for a program, and shows it spelled out on a terminal", () => {
  const hostile = answer({ a: "text" }, [["\u001b]0;x\u0007\u202e\nnext"]]);
  expect(answerCsv(hostile)).toBe('a\r\n"\u001b]0;x\u0007\u202e\nnext"\r\n');
  expect(answerCsv(hostile, true)).toBe("a\r\n\\u{1b}]0;x\\u{7}\\u{202e}\\u{a}next\r\n");
});

describe("answerJsonLines", () => {
  it("prints an object a line that parses to what it was, and shows nothing to a terminal", () => {
    const [first, second, third] = answerJsonLines(ANSWER);
    expect(first).toBe('{"address":"192.0.2.1","requests":1200}');
    expect(JSON.parse(second ?? "")).toEqual({ address: HOSTILE, requests: 3 });
    expect(second).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(third ?? "")).toEqual({ address: null, requests: null });
  });

  it("tells columns of one name apart", () => {
    const twice = {
      columns: [
        { name: "a", kind: "text" },
        { name: "a", kind: "text" },
      ],
      rows: [["x", "y"]],
      isCut: false,
    } as const;
    expect(answerJsonLines(twice)).toEqual(['{"a":"x","a_2":"y"}']);
  });
});

describe("answerTable", () => {
  it("shows no control characters, and numbers to the right", () => {
    const table = answerTable(ANSWER, on(100)).join("\n");
    expect(table.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(table).toContain("│    1,200 │");
  });

  it("fits the width, and keeps times whole as long as it can", () => {
    const wide = answer({ time: "text", principal: "text", names: "text" }, [
      ["2026-03-01T10:15:30Z", `arn:aws:iam::111122223333:role/${"x".repeat(80)}`, "GetObject, ".repeat(40)],
    ]);
    for (const width of [60, 80, 100]) {
      const lines = answerTable(wide, on(width));
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    }
    expect(answerTable(wide, on(100)).join("\n")).toContain("2026-03-01 10:15:30Z");
  });

  it("breaks no colour", () => {
    expect(answerTable(answer({ n: "number" }, [[1]]), on(80, true))).toContain("│ \u001b[1mn\u001b[22m │");
  });

  it("writes a block a row where no table fits", () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`column${index}`, "text" as const]));
    const lines = answerTable(
      answer(many, [Array.from({ length: 12 }, (_, index) => (index === 3 ? null : "value"))]),
      on(80),
    );
    expect(lines).toContain("column0   value");
    expect(lines.join("\n")).not.toContain("column3");
  });

  it("is nothing without rows", () => expect(answerTable(answer({ a: "text" }, []), on(80))).toEqual([]));
});

const REPORT: HuntReport = {
  hunt: {
    id: "sample",
    title: "A <title>",
    question: "Who & why?",
    log: "CloudTrail",
    lookFor: ["strangers"],
    chart: { kind: "bars", of: ["address"], value: "requests" },
  },
  answer: ANSWER,
  parameters: { since: "2026-03-01", actor: HOSTILE },
  described: "3 events",
  missing: [`${HOSTILE}: truncated`],
  sql: `SELECT '${HOSTILE}'`,
  askedAt: Date.parse("2026-03-01T10:15:30Z"),
};

describe("htmlReport", () => {
  const page = htmlReport(REPORT);

  it("has no markup and no script from a log, and nothing from elsewhere", () => {
    expect(page).not.toMatch(/<script|javascript:|https?:|<link|<img|<iframe|\son\w+=|@import|url\(/i);
    expect(page).not.toMatch(/[^\P{C}\n]/u);
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).toContain("default-src 'none'");
  });

  it("is well-formed, whatever was in the log", () => {
    const open: string[] = [];
    for (const [, slash, name = "", rest = ""] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/g)) {
      if (slash === "/") expect(open.pop()).toBe(name);
      else if (!rest.endsWith("/") && name !== "meta") open.push(name);
    }
    expect(open).toEqual([]);
  });

  it("tells what is missing, and that there is more", () => {
    expect(page).toContain("truncated");
    expect(htmlReport({ ...REPORT, answer: { ...ANSWER, isCut: true } })).toContain("There are more rows");
    expect(htmlReport({ ...REPORT, missing: [] })).not.toContain('class="warning"');
    expect(htmlReport({ ...REPORT, answer: answer({ a: "text" }, []) })).toContain("Nothing was found.");
  });

  it("says so where it leaves rows out", () => {
    const many = answer(
      { address: "text", requests: "number" },
      Array.from({ length: 2500 }, () => ["192.0.2.1", 1]),
    );
    const long = htmlReport({ ...REPORT, answer: many });
    expect(long).toContain("This page shows the first 2,000.");
    expect(long.match(/<tr>/g)).toHaveLength(2001);
  });
});

describe("chartSvg", () => {
  const hours = (rows: readonly (readonly [string, number])[]) =>
    chartSvg(answer({ hour: "text", bytes: "number" }, rows), { kind: "time", of: ["hour"], value: "bytes" }) ?? "";
  const bars = (svg: string) => svg.match(/class="bar"/g)?.length;

  it("draws the first rows as bars", () => {
    const rows = Array.from({ length: 40 }, (_, index) => [`192.0.2.${index}`, 40 - index]);
    const svg = chartSvg(answer({ address: "text", requests: "number" }, rows), {
      kind: "bars",
      of: ["address"],
      value: "requests",
    });
    expect(bars(svg ?? "")).toBe(15);
  });

  it("draws every hour between the first and the last, and sums what falls together", () => {
    const svg = hours([
      ["2026-03-01T10", 5],
      ["2026-03-01T13", 1],
      ["2026-03-01T10", 5],
    ]);
    expect(bars(svg)).toBe(4);
    expect(svg).toContain("2026-03-01T10: 10");
    expect(svg).toContain("2026-03-01T11: 0");
  });

  it("draws days, then months, where hours would be too many", () => {
    expect(
      bars(
        hours([
          ["2026-03-01T10", 5],
          ["2026-04-30T10", 1],
        ]),
      ),
    ).toBe(61);
    expect(
      bars(
        hours([
          ["2024-03-31T10", 5],
          ["2026-03-01T10", 1],
        ]),
      ),
    ).toBe(25);
  });

  it("draws nothing where there is nothing to draw", () => {
    expect(hours([])).toBe("");
    expect(
      hours([
        ["no hour", 5],
        ["2026-99-99T99", 5],
      ]),
    ).toBe("");
    expect(hours([["2026-03-01T10", 0]])).toBe("");
  });
});

describe("answers of the engines", () => {
  it("are alike", () => {
    const rows = [["a", "12", "9007199254740993", "1.5", { b: [1] }, null]];
    const types = ["VARCHAR", "BIGINT", "HUGEINT", "DECIMAL(3,1)", "STRUCT(b INTEGER[])", "BIGINT"];
    const columns = types.map((type, index) => ({ name: `c${index}`, type }));
    const expected = [["a", 12, "9007199254740993", 1.5, '{"b":[1]}', null]];
    expect(answerOfDuckDb({ columns, rows, isCut: false }).rows).toEqual(expected);
    const athena = answerOfAthena(
      {
        queryId: "q",
        columns: ["varchar", "bigint", "decimal(38,0)", "double", "varchar", "bigint"].map((type, index) => ({
          name: `c${index}`,
          type,
        })),
        rows: [
          ["a", 12, 9007199254740993n, 1.5, '{"b":[1]}', null],
          ["more", 1, 1, 1, "", null],
        ],
        scannedBytes: 1,
        milliseconds: 1,
        dollars: 0,
      },
      1,
    );
    expect(athena.rows).toEqual(expected);
    expect(athena.isCut).toBe(true);
    expect(athena.columns.map(({ kind }) => kind)).toEqual(["text", "number", "number", "number", "text", "number"]);
  });

  it("takes lists of numbers for text", () => {
    expect(
      answerOfDuckDb({ columns: [{ name: "a", type: "BIGINT[]" }], rows: [[[1, 2]]], isCut: false }),
    ).toMatchObject({
      columns: [{ kind: "text" }],
      rows: [["[1,2]"]],
    });
  });
});
