import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "..");

export interface MarkdownPage {
  /** From the repository's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every Markdown page that people read: those at the root, in .github, of the npm package, and all in docs and examples. */
export function markdownPages(): readonly MarkdownPage[] {
  const paths = [
    ...pagesIn("."),
    ...pagesIn(".github"),
    ...pagesIn("cli"),
    ...["docs", "examples"].flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".md"))
        .map((file) => `${folder}/${file}`),
    ),
  ];
  return paths.toSorted().map((one) => ({ path: one, text: readFileSync(path.join(ROOT, one), "utf8") }));
}

function pagesIn(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.posix.join(folder, file));
}

/** The page's text without its fenced blocks. */
export function prose(text: string): string {
  return text.replace(/^ *```.*?^ *```$/gms, "");
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchors(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = [...prose(text).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) => {
      const anchor = heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
        .replaceAll(" ", "-");
      const times = seen.get(anchor) ?? 0;
      seen.set(anchor, times + 1);
      return times === 0 ? anchor : `${anchor}-${times}`;
    }),
  );
}

/** The texts of a page's fenced blocks in one of these languages, without their indentation. */
export function fencedBlocks(text: string, ...languages: readonly string[]): readonly string[] {
  return [...text.matchAll(/^( *)```(\w*)\n(.*?)^ *```$/gms)]
    .filter(([, , language = ""]) => languages.includes(language))
    .map(([, indent = "", , block = ""]) => block.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
}

/** What stands in single backquotes in a page's prose. */
export function inlineCode(text: string): readonly string[] {
  return [...prose(text).matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code.replaceAll("\\|", "|"));
}
