import { CONFIG, healthy, look, refuse } from "../../testing/fixtures/doctor-fixture";
import { CHECKS } from "./probes";

describe("every check", () => {
  it.each(CHECKS.map((check) => [check.id, check] as const))("%s passes where all is well", async (_id, check) => {
    const lines = await look(check);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter(({ status }) => status !== "pass")).toEqual([]);
  });

  it.each(CHECKS.map((check) => [check.id, check] as const))(
    "%s knows nothing where it may not look",
    async (_id, check) => {
      const refused = Object.fromEntries(Object.keys(healthy(CONFIG)).map((name) => [name, refuse]));
      const lines = await look(check, refused);
      expect(lines.map(({ status }) => status)).toEqual(lines.map(() => "unknown"));
      expect(lines.length).toBeGreaterThan(0);
    },
  );

  it("stands behind those that it needs, under an id of its own", () => {
    const ids = CHECKS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [index, { needs }] of CHECKS.entries())
      expect(ids.slice(0, index)).toEqual(expect.arrayContaining([...needs]));
  });
});
