import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../../config/yaml/config-error";
import { claimOutput } from "../../stacks/claim-output";

describe("the folder of synthesized stacks", () => {
  let base = "";
  let folder = "";

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "palisade-output-"));
    folder = join(base, "cdktf.out");
    mkdirSync(join(folder, "stacks", "perimeter"), { recursive: true });
  });

  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const owner = (project: string, account = "111122223333", file = "palisade.yaml") => ({
    project,
    account,
    file: join(base, file),
  });
  const initialise = () => mkdirSync(join(folder, "stacks", "perimeter", ".terraform"));
  const faultOf = (...claim: Parameters<typeof owner>): string => {
    try {
      claimOutput(folder, owner(...claim));
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
    return "";
  };

  it("is taken again and again for one project and account, whichever file describes it", () => {
    claimOutput(folder, owner("palisade"));
    initialise();
    expect(faultOf("palisade")).toBe("");
    expect(faultOf("palisade", "111122223333", "renamed.yaml")).toBe("");
  });

  it.each([
    ["another project", "palisade-prod", "111122223333"],
    ["another account", "palisade", "444455556666"],
  ])("is refused to %s, with a folder beside it", (_, project, account) => {
    claimOutput(folder, owner("palisade"));
    const other = join(base, `cdktf.out.${project}-${account}`);
    const fault = faultOf(project, account, "prod.yaml");
    expect(fault).toContain(`${folder}: holds the stacks of project palisade of account 111122223333, got project`);
    expect(fault).toMatch(/fix: PALISADE_CONFIG=\S*prod\.yaml npx cdktf synth --output /);
    expect(fault).toContain(`--output ${other}, and --output ${other} with deploy and destroy too`);
    expect(faultOf("palisade")).toBe("");
  });

  it("follows an edit of the file while Terraform has not been there", () => {
    claimOutput(folder, owner("palisade"));
    expect(faultOf("palisade", "444455556666")).toBe("");
    initialise();
    expect(faultOf("palisade")).toContain("holds the stacks of project palisade of account 444455556666");
  });

  it.each([
    ["a local state", { backend: { local: { path: "../../../palisade-dev-444455556666-perimeter.tfstate" } } }],
    ["a remote state", { backend: { s3: { key: "palisade/perimeter.tfstate" } } }],
  ])("knows whose it is by stacks with %s that an older Palisade wrote and Terraform was in", (_, terraform) => {
    const stack = { terraform, provider: { aws: [{ allowed_account_ids: ["444455556666"] }] } };
    writeFileSync(join(folder, "stacks", "perimeter", "cdk.tf.json"), JSON.stringify(stack));
    initialise();
    expect(faultOf("palisade")).toMatch(/holds the stacks of (?:project palisade-dev of )?account 444455556666, got /);
  });

  it("takes what no one can read for a new folder", () => {
    writeFileSync(join(folder, "palisade.json"), "{half");
    writeFileSync(join(folder, "stacks", "perimeter", "cdk.tf.json"), "[]");
    expect(faultOf("palisade")).toBe("");
    expect(readdirSync(folder)).toContain("palisade.json");
  });
});
