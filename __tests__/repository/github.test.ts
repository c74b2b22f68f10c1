import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const GITHUB = path.join(__dirname, "../../.github");
const textOf = (...names: readonly string[]) => readFileSync(path.join(GITHUB, ...names), "utf8");

describe.each(readdirSync(path.join(GITHUB, "workflows")))("the workflow %s", (name) => {
  const text = textOf("workflows", name);

  it("pins each action to a commit, with its version as comment", () => {
    const used = text.split("\n").filter((line) => /^\s*(?:- )?uses:/.test(line));
    expect(used.length).toBeGreaterThan(0);
    for (const line of used) expect(line).toMatch(/uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("leaves no credentials in the checkout, and asks for permissions by name", () => {
    const { permissions, jobs } = parse(text) as {
      readonly permissions?: unknown;
      readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
    };
    expect(permissions).toEqual(expect.objectContaining({ contents: "read" }));
    for (const step of Object.values(jobs).flatMap(({ steps }) => steps)) {
      if (step.uses?.startsWith("actions/checkout@")) expect(step.with).toMatchObject({ "persist-credentials": false });
    }
  });
});

interface Step {
  readonly uses?: string;
  readonly with?: unknown;
}

describe("the same action", () => {
  it("has one version in all workflows", () => {
    const texts = readdirSync(path.join(GITHUB, "workflows")).map((name) => textOf("workflows", name));
    const used = texts.flatMap((text) => [...text.matchAll(/uses: (\S+@\S+)/g)].map(([, action = ""]) => action));
    const versions = new Set(used);
    expect(versions.size).toBe(new Set([...versions].map((one) => one.split("@")[0])).size);
  });
});

/** @see https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms */
describe.each(readdirSync(path.join(GITHUB, "ISSUE_TEMPLATE")).filter((name) => name !== "config.yml"))(
  "the issue form %s",
  (name) => {
    const form = parse(textOf("ISSUE_TEMPLATE", name)) as Readonly<Record<string, unknown>>;

    it("has a name, a description and fields that GitHub knows, each id once", () => {
      expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
      const body = form["body"] as readonly {
        readonly type: string;
        readonly id?: string;
        readonly attributes: object;
      }[];
      for (const { type, attributes } of body) {
        expect(["markdown", "textarea", "input", "dropdown", "checkboxes"]).toContain(type);
        expect(attributes).toHaveProperty(type === "markdown" ? "value" : "label");
      }
      const ids = body.flatMap(({ id }) => id ?? []);
      expect(ids).toHaveLength(new Set(ids).size);
      expect(body.some(({ type }) => type !== "markdown")).toBe(true);
    });
  },
);

describe("dependabot", () => {
  it("updates npm packages and actions, in groups", () => {
    const { version, updates } = parse(textOf("dependabot.yml")) as {
      readonly version: number;
      readonly updates: readonly { readonly "package-ecosystem": string; readonly groups?: object }[];
    };
    expect(version).toBe(2);
    for (const ecosystem of ["npm", "github-actions"]) {
      expect(updates.find((one) => one["package-ecosystem"] === ecosystem)?.groups).toBeDefined();
    }
  });
});

describe("CODEOWNERS", () => {
  it("names folders and files that are there", () => {
    for (const [, pattern = ""] of textOf("CODEOWNERS").matchAll(/^\/(\S+)/gm)) {
      expect(readdirSync(path.join(GITHUB, "..", path.dirname(pattern)))).toContain(path.basename(pattern));
    }
  });
});
