import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const page = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
const named = [...page.matchAll(/`([\w./<>-]+)`/g)].map(([, path = ""]) => path);
const paths = named.filter((path) => path.includes("/") && !path.includes("<"));

describe("docs/architecture.md", () => {
  it.each([...new Set(paths)])("names %s, which is there", (path) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
  });

  it("names every room of the engine", () => {
    const rooms = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).workspaces;
    for (const room of rooms) expect(named).toContain(`${room}/`);
  });
});
