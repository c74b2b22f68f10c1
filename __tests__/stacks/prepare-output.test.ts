import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../../config/yaml/config-error";
import { prepareOutput } from "../../stacks/prepare-output";

describe("where the folder of synthesized stacks lies", () => {
  let here = "";
  beforeEach(() => {
    here = mkdtempSync(join(tmpdir(), "palisade-place-"));
  });
  afterEach(() => rmSync(here, { recursive: true, force: true }));

  const config = { project: "palisade", account: "111122223333" };
  const remote = { ...config, state: { bucket: "example-state", region: "eu-central-1", prefix: "palisade" } };
  const hasState = (stack: string, folder = here) =>
    writeFileSync(join(folder, `palisade-111122223333-${stack}.tfstate`), "{}");
  const faultOf = (...asked: Parameters<typeof prepareOutput>): string => {
    try {
      prepareOutput(...asked);
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
    return "";
  };

  it.each(["cdktf.out", "cdktf.out.prod", "./cdktf.out"])("is here: %s", (folder) => {
    hasState("perimeter");
    expect(prepareOutput(folder, here, config)).toEqual([]);
  });

  it("is refused elsewhere while there are state files here, which would not be found", () => {
    hasState("perimeter");
    hasState("alerting");
    for (const folder of ["outs/prod", join(here, "outs", "prod")]) {
      const fault = faultOf(folder, here, config);
      expect(fault).toContain(`would look for the state files in ${join(here, "outs")} and make everything once more`);
      expect(fault).toContain("got palisade-111122223333-alerting.tfstate, palisade-111122223333-perimeter.tfstate in");
    }
    expect(existsSync(join(here, "outs"))).toBe(false);
  });

  it("may be elsewhere where its own state files lie already, or none do, and says so", () => {
    expect(prepareOutput("outs/prod", here, config)).toEqual([
      `outs/prod: Terraform keeps the state files palisade-111122223333-*.tfstate in ${join(here, "outs")}; keep them, and always use this folder`,
    ]);
    expect(existsSync(join(here, "outs"))).toBe(true);
    hasState("perimeter");
    hasState("perimeter", join(here, "outs"));
    writeFileSync(join(here, "other-111122223333-perimeter.tfstate"), "{}");
    expect(faultOf("outs/prod", here, config)).toBe("");
  });

  it("matters for remote state's own bucket alone where that is used", () => {
    hasState("perimeter");
    mkdirSync(join(here, "outs"));
    expect(prepareOutput("outs/prod", here, remote)[0]).toContain("palisade-111122223333-state.tfstate");
    hasState("state");
    expect(faultOf("outs/prod", here, remote)).toContain("got palisade-111122223333-state.tfstate in");
  });
});
