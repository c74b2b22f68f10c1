import { PassThrough } from "node:stream";
import { NO_SCREEN } from "../lib/terminal";

import { doctorJUnit } from "./doctor-junit";

import { createDoctorProgress } from "./doctor-progress";
import { doctorJson, doctorTable, type ReportedLine } from "./doctor-report";
import { fail, pass, unknown } from "./probe";

const LINES: readonly ReportedLine[] = [
  { probe: "rules", ...pass("rule one", "enabled") },
  { probe: "rules", ...fail("rule two", "is disabled", "npx cdktf deploy alerting") },
  { probe: "table", ...fail("table t", "does not exist", "npx cdktf deploy alerting") },
  { probe: "trail", ...unknown("trail \u001b[31m\u202et", { why: "no permission" }) },
];

describe("doctor's report", () => {
  it("names below the table each command that mends something, once", () => {
    const text = doctorTable(LINES, NO_SCREEN).join("\n");
    expect(text).toMatch(/^fail +rules +rule two +is disabled *$/m);
    expect(text).toContain("To mend it:\n  rule two; table t:\n    npx cdktf deploy alerting\n");
    expect(text.split("npx cdktf")).toHaveLength(2);
    expect(text).toMatch(/4 things looked at: 1 pass, 2 fail, 1 unknown$/);
  });

  it("prints nothing that acts on a terminal", () => {
    for (const text of [doctorTable(LINES, NO_SCREEN).join("\n"), doctorJson(LINES)]) {
      expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    }
  });

  it("has nothing to mend where all is well", () => {
    expect(doctorTable(LINES.slice(0, 1), NO_SCREEN).join("\n")).not.toContain("To mend");
  });

  it("is one object for programs", () => {
    expect(JSON.parse(doctorJson(LINES))).toEqual({ lines: LINES, passed: 1, failed: 2, unknown: 1 });
  });
});

describe("doctor's JUnit", () => {
  it("fails what is broken, with what fixes it, and errs where it could not look", () => {
    const xml = doctorJUnit(LINES);
    expect(xml).toContain('tests="4" failures="2" errors="1" skipped="0"');
    expect(xml).toContain('<testcase classname="palisade.doctor.rules" name="rule one"/>');
    expect(xml).toContain('<failure message="is disabled">To fix it: npx cdktf deploy alerting</failure>');
    expect(xml).toContain('<error message="no permission"/>');
    expect(xml).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });
});

describe("doctor's progress", () => {
  const probe = { id: "rules", title: "rules are there", needs: [], look: async () => [] };
  const written = (isTTY: boolean) => {
    const stderr = Object.assign(new PassThrough(), { isTTY });
    const progress = createDoctorProgress({ stderr, env: { NO_COLOR: "1" } });
    progress.begun(probe);
    progress.ended({ probe, lines: LINES });
    progress.stage("waiting");
    progress.stop();
    return String(stderr.read() ?? "");
  };

  it("shows on a terminal what is being looked at, and the worst that each probe saw", () => {
    expect(written(true)).toContain("… rules");
    expect(written(true)).toContain("✘ rules: rules are there\n");
    expect(written(true)).toContain("… waiting");
  });

  it("writes nothing anywhere else", () => expect(written(false)).toBe(""));
});
