import { configPath } from "./config-path";

describe("configPath", () => {
  it("prefers the option, then the environment, then palisade.yaml", () => {
    expect(configPath("a.yaml", { PALISADE_CONFIG: "b.yaml" })).toBe("a.yaml");
    expect(configPath(undefined, { PALISADE_CONFIG: "b.yaml" })).toBe("b.yaml");
    expect(configPath(undefined, { PALISADE_CONFIG: "" })).toBe("palisade.yaml");
  });
});
