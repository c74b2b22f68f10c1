import { NAME_RULES, resolveNames } from "./names";

describe("default names", () => {
  it.each(["ab", "a-project-of-24-characters"])("are names that AWS takes, for project %s", (project) => {
    const names = Object.entries(resolveNames(project.slice(0, 24), {}));
    expect(names).toHaveLength(Object.keys(NAME_RULES).length);
    for (const [key, name] of names)
      expect([key, name]).toEqual([key, expect.stringMatching(NAME_RULES[key as keyof typeof NAME_RULES].pattern)]);
  });

  it("give way to the user's", () => {
    expect(resolveNames("palisade", { topic: "mine" })).toMatchObject({ topic: "mine", queue: "palisade-events" });
  });
});
