// Writes docs/catalogue/hunts.md from the hunts.
import { writeFileSync } from "node:fs";
import { huntDocs } from "./docs";

writeFileSync("docs/catalogue/hunts.md", huntDocs());
