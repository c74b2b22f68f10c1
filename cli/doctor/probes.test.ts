import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIG, healthy, look, refuse } from "../../testing/fixtures/doctor-fixture";
import { PROBES } from "./probes";

describe("every probe", () => {
  it.each(PROBES.map((probe) => [probe.id, probe] as const))("%s passes where all is well", async (_id, probe) => {
    const lines = await look(probe);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter(({ status }) => status !== "pass")).toEqual([]);
  });

  it.each(PROBES.map((probe) => [probe.id, probe] as const))(
    "%s knows nothing where it may not look",
    async (_id, probe) => {
      const refused = Object.fromEntries(Object.keys(healthy(CONFIG)).map((name) => [name, refuse]));
      const lines = await look(probe, refused);
      expect(lines.map(({ status }) => status)).toEqual(lines.map(() => "unknown"));
      expect(lines.length).toBeGreaterThan(0);
    },
  );

  it("stands behind those that it needs, under an id of its own", () => {
    const ids = PROBES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [index, { needs }] of PROBES.entries())
      expect(ids.slice(0, index)).toEqual(expect.arrayContaining([...needs]));
  });

  it("has its row in docs/guides/doctor.md", () => {
    const guide = readFileSync(join(__dirname, "../../docs/guides/doctor.md"), "utf8");
    const [, table = ""] = /^\| Probe .*\n\| -.*\n((?:\|.*\n)+)/m.exec(guide) ?? [];
    const rows = Array.from(table.matchAll(/^\| `([a-z-]+)` /gm), ([, id]) => id);
    expect(rows).toEqual(PROBES.map(({ id }) => id));
  });
});
