import { readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const engineOf = (folder: string): string => JSON.parse(read(path.join(folder, "package.json"))).engines.node;

describe("the supported versions of Node", () => {
  const supported = engineOf(".");
  const [, floor = "", end = ""] = /^>=(\d+\.\d+) <(\d+)$/.exec(supported) ?? [];
  const workspaces: readonly string[] = JSON.parse(read("package.json")).workspaces;

  it("are the same in every package", () => {
    expect(workspaces.map(engineOf)).toEqual(workspaces.map(() => supported));
  });

  it("begin with the one that developers get", () => {
    expect(read(".nvmrc").trim()).toBe(floor.split(".")[0]);
  });

  it("are those that CI runs and the README promises", () => {
    const ci = /node: (\[.*\])/.exec(read(".github/workflows/ci.yml"))?.[1] ?? "[]";
    expect(JSON.parse(ci)).toEqual([floor.split(".")[0], "22", String(Number(end) - 1)]);
    expect(read("README.md")).toContain(`Node.js ${floor} to ${Number(end) - 1}`);
  });

  it("are enough for every package that is installed, so that npm ci warns of none", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as {
      readonly packages: Readonly<Record<string, { readonly engines?: { readonly node?: string } }>>;
    };
    const needsMore = Object.entries(packages).filter(([, { engines }]) => {
      const [, least = "0"] = /^>=\s*v?(\d+)[\d.]*$/.exec(engines?.node ?? "") ?? [];
      return Number(least) > Number(floor.split(".")[0]);
    });
    expect(needsMore.map(([name]) => name)).toEqual([]);
  });
});
