import { existsSync } from "node:fs";
import { join } from "node:path";
import { detectorSettings } from "../../testing/test-detection";
import { DETECTIONS } from "../detections/registry";
import { bindHunt, parametersOf } from "./bind-hunt";
import { COMMON_PARAMETERS } from "./define-hunt";
import { detectionHunts, huntableDetections } from "./detection-hunts";
import { readParameter } from "./parameter";
import { HUNTS } from "./registry";

const LIBRARY = HUNTS.map((hunt) => [hunt.id, hunt] as const);
const DERIVED = detectionHunts(detectorSettings());
const ALL = [...HUNTS, ...DERIVED].map((hunt) => [hunt.id, hunt] as const);

describe("hunts", () => {
  it("have ids of their own", () => {
    expect(new Set(ALL.map(([id]) => id)).size).toBe(ALL.length);
  });

  it.each(LIBRARY)("%s lies where its id says", (id) => {
    expect(existsSync(join(__dirname, `library/${id}.ts`))).toBe(true);
  });

  it.each(ALL)("%s says what it is worth to a reader", (_, hunt) => {
    expect(hunt.title.length).toBeLessThanOrEqual(80);
    expect(hunt.question.endsWith("?")).toBe(true);
    expect(hunt.lookFor.every((line) => line.length > 20)).toBe(true);
    expect(JSON.stringify(hunt)).not.toContain("TODO");
  });

  it.each(ALL)("%s reads the days it is asked for, and no more rows than it is asked for", (_, hunt) => {
    expect(hunt.sql).toContain("day BETWEEN :since AND :until");
    expect(hunt.sql.trimEnd().endsWith("LIMIT :limit")).toBe(true);
    expect(hunt.sql).toMatch(/ORDER BY/);
    expect(hunt.sql).toContain(`FROM ${hunt.table}`);
  });

  it.each(ALL)("%s uses its parameters, and declares those that it uses", (_, hunt) => {
    const used = new Set(Array.from(hunt.sql.matchAll(/'(?:[^']|'')*'|:([a-z]+)/g), ([, name]) => name ?? ""));
    // What the lists become in SQL.
    const relations: Readonly<Record<string, string>> = {
      buckets: "guarded",
      networks: "networks",
      accounts: "accounts",
    };
    for (const { name } of parametersOf(hunt)) expect(used).toContain(relations[name] ?? name);
    const declared = parametersOf(hunt).flatMap(({ name }) => [relations[name] ?? name]);
    expect([...declared, "", "endpoints"]).toEqual(expect.arrayContaining([...used]));
  });

  it.each(ALL)("%s has defaults that its parameters take", (_, hunt) => {
    for (const parameter of parametersOf(hunt)) {
      expect(parameter.name).toMatch(/^[a-z]+$/);
      if (parameter.default !== undefined) expect(readParameter(parameter, parameter.default)).toHaveProperty("value");
    }
  });

  it.each(LIBRARY)("%s draws columns that it has", (_, hunt) => {
    const selected = hunt.sql.slice(hunt.sql.lastIndexOf("\nSELECT ") + 1);
    for (const column of hunt.chart ? [...hunt.chart.of, hunt.chart.value] : []) expect(selected).toContain(column);
  });
});

describe("detectionHunts", () => {
  it("has one for each detection on calls that one event decides", () => {
    const stateless = DETECTIONS.filter((detection) => detection.kind === "call" && detection.state === undefined);
    expect(DERIVED.map(({ id }) => id)).toEqual(stateless.map(({ id }) => `detection.${id}`));
    expect(huntableDetections()).toEqual(stateless);
  });

  it("asks for nothing where the settings give the detection nothing to listen to", () => {
    const [hunt] = detectionHunts(detectorSettings({ perimeters: [] }), [
      ...DETECTIONS.filter(({ id }) => id === "s3.blocked-outside-allowlist"),
    ]);
    expect(hunt?.sql).toContain("(\n    false\n  )");
  });

  it("survives settings with names that would end a literal", () => {
    const hunts = detectionHunts(
      detectorSettings({ perimeters: [], decoys: ["it's/--x"], logBuckets: ["trail'logs"] }),
      DETECTIONS,
    );
    for (const hunt of hunts) expect(bindHunt(hunt, {}, undefined).kind).toBe("bound");
    expect(hunts.find(({ id }) => id === "detection.s3.decoy-touched")?.sql).toContain("it''s");
  });
});

describe("COMMON_PARAMETERS", () => {
  it("are not declared again", () => {
    const common = new Set(COMMON_PARAMETERS.map(({ name }) => name));
    for (const [, hunt] of ALL) expect(hunt.parameters.filter(({ name }) => common.has(name))).toEqual([]);
  });
});
