import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { RUNBOOKS_FOLDER } from "./docs";

/** The files below `root` that are not as they should be: those to write, and runbooks of detections that are no more. */
export function outdatedDocs(docs: ReadonlyMap<string, string>, root: string): readonly string[] {
  const changed = [...docs].filter(([path, text]) => readIfThere(join(root, path)) !== text).map(([path]) => path);
  return [...changed, ...leftOver(docs, root)];
}

export function writeDocs(docs: ReadonlyMap<string, string>, root: string): void {
  for (const [path, text] of docs) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of leftOver(docs, root)) rmSync(join(root, path));
}

function leftOver(docs: ReadonlyMap<string, string>, root: string): readonly string[] {
  return filesIn(join(root, RUNBOOKS_FOLDER))
    .map((name) => `${RUNBOOKS_FOLDER}/${name}`)
    .filter((path) => path.endsWith(".md") && !docs.has(path));
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
