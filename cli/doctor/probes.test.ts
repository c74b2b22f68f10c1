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
});
