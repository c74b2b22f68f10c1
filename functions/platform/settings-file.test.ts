import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment } from "./environment";
import { readElsewhere, readNotifierSettings, readSettings } from "./settings-file";

describe("readSettings", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "settings-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("reads what synth wrote", () => {
    const settings = { project: "palisade", perimeters: [], dedupMinutes: 60, detections: {} };
    writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
    expect(readSettings(folder)).toEqual(settings);
  });

  it.each(["{}", "null", '{"project":"palisade"}'])("fails when the file holds %s", (text) => {
    writeFileSync(join(folder, "settings.json"), text);
    expect(() => readSettings(folder)).toThrow(/holds no detector settings/);
  });

  it("reads the alarms of other regions, which need not be there", () => {
    expect(readElsewhere(folder)).toEqual([]);
    const elsewhere = [{ region: "us-east-1", alarms: ["palisade-dead-letters"] }];
    writeFileSync(join(folder, "elsewhere.json"), JSON.stringify(elsewhere));
    expect(readElsewhere(folder)).toEqual(elsewhere);
    writeFileSync(join(folder, "elsewhere.json"), "{}");
    expect(() => readElsewhere(folder)).toThrow(/holds no regions/);
  });

  it("reads the settings of a channel", () => {
    const settings = { project: "palisade", name: "soc", channel: { kind: "securityhub" }, rateCap: 60 };
    writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
    expect(readNotifierSettings(folder)).toEqual(settings);
  });

  it.each(["{}", "null", '{"name":"soc","channel":{}}'])("finds no channel in %s", (text) => {
    writeFileSync(join(folder, "settings.json"), text);
    expect(() => readNotifierSettings(folder)).toThrow(/holds no notifier settings/);
  });

  it("fails when there is no file", () => {
    expect(() => readSettings(folder)).toThrow(/settings\.json/);
  });
});

describe("readEnvironment", () => {
  it("fails with the name of a variable that is missing", () => {
    expect(() => readEnvironment({ topicArn: "PALISADE_NO_SUCH_VARIABLE" })).toThrow(/PALISADE_NO_SUCH_VARIABLE/);
  });
});
