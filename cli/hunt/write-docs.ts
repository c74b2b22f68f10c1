// Writes docs/hunts.md from the hunts.
import { writeFileSync } from "node:fs";
import { huntDocs } from "./docs";

writeFileSync("docs/hunts.md", huntDocs());
