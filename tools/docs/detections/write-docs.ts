// Writes docs/catalogue/detections.md and the runbooks from the detections; with --check only says whether they are up to date.

import { printLine } from "../../../cli/lib/terminal";
import { detectionDocs } from "./docs";
import { outdatedDocs, writeDocs } from "./docs-on-disk";
import { DOCUMENTED_DETECTIONS } from "./documented-detections";

const docs = detectionDocs(DOCUMENTED_DETECTIONS);
const outdated = outdatedDocs(docs, process.cwd());

if (!process.argv.includes("--check")) {
  writeDocs(docs, process.cwd());
  printLine(process.stdout, `${docs.size} files, ${outdated.length} of them changed`);
} else if (outdated.length > 0) {
  for (const path of outdated) printLine(process.stderr, `${path}: not what the detections say`);
  printLine(process.stderr, "fix: node tools/build/run.mjs tools/docs/detections/write-docs.ts");
  process.exitCode = 1;
}
