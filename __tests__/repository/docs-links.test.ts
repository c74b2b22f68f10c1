import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { anchors, markdownPages, prose } from "../../testing/markdown-pages";

const ROOT = path.join(__dirname, "../..");
const pages = markdownPages();

/** Targets of links and sources of images, but those on the web. */
function linksOf(text: string): readonly string[] {
  const found = [
    ...prose(text).matchAll(/\]\(([^)\s]+)\)/g),
    ...prose(text).matchAll(/\b(?:src|srcset)="([^"]+)"/g),
  ].map(([, link = ""]) => link);
  // Sample messages show a disarmed address, with brackets around its colon.
  return [...new Set(found)].filter((link) => !/^[a-z]+(:|\[:\])/.test(link));
}

function isBroken(from: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? path.join(ROOT, from) : path.join(ROOT, path.dirname(from), file);
  if (!existsSync(target)) return true;
  return anchor !== undefined && !anchors(readFileSync(target, "utf8")).has(anchor);
}

describe("links in the docs", () => {
  it("lead to a file and to a heading in it", () => {
    const broken = pages.flatMap(({ path: page, text }) =>
      linksOf(text)
        .filter((link) => isBroken(page, link))
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it("lead from the index to every page", () => {
    const index = readFileSync(path.join(ROOT, "docs/README.md"), "utf8");
    const linked = new Set(linksOf(index).map((link) => path.posix.join("docs", link.split("#")[0] ?? "")));
    const missing = pages
      .map((page) => page.path)
      .filter((page) => page.startsWith("docs/") && !page.startsWith("docs/runbooks/") && page !== "docs/README.md")
      .filter((page) => !linked.has(page));
    expect(missing).toEqual([]);
  });
});

describe("the README", () => {
  it("is short, and its pictures are small", () => {
    const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
    expect(readme.split("\n").length).toBeLessThanOrEqual(130);
    const pictures = linksOf(readme).filter((link) => /\.(?:png|svg)$/.test(link));
    expect(pictures).toHaveLength(3);
    for (const picture of pictures) expect(statSync(path.join(ROOT, picture)).size).toBeLessThan(150_000);
  });
});
