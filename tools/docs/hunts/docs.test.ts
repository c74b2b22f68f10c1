import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HUNTS } from "@palisade/engine/hunts/registry";
import { huntDocs } from "./docs";

describe("docs/catalogue/hunts.md", () => {
  it("is what node tools/build/run.mjs tools/docs/hunts/write-docs.ts writes", () => {
    expect(readFileSync(join(__dirname, "../../../docs/catalogue/hunts.md"), "utf8")).toBe(huntDocs());
  });

  it("has a chapter for each hunt", () => {
    for (const { id } of HUNTS) expect(huntDocs()).toContain(`\n## ${id}\n`);
  });
});
