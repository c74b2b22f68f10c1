import { readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { SECTIONS } from "../../../config/sections/registry";
import { configurationPage } from "./configuration-page";
import { documentedKeys } from "./documented-keys";

describe("docs/configuration.md", () => {
  it("is what tools/docs/config/write-docs.ts writes", () => {
    expect(readFileSync(path.join(__dirname, "../../../docs/configuration.md"), "utf8")).toBe(configurationPage());
  });

  it("says of every key what it does", () => {
    const silent = SECTIONS.flatMap(({ keys }) => documentedKeys(keys)).filter(({ about }) => about === "");
    expect(silent).toEqual([]);
  });
});

describe("documentedKeys", () => {
  it("finds keys in optional maps, lists, maps by name and alternatives, with type and default", () => {
    const inner = z.strictObject({
      size: z.int().min(1).max(9).optional().describe("How many. Default: 3."),
      mode: z.literal(["a", "b"]).describe("Which."),
    });
    const keys = {
      things: z
        .record(z.string(), z.union([z.boolean(), z.array(inner)]))
        .optional()
        .describe("Things."),
      names: z.array(z.string()).describe("Names.").optional(),
    };
    expect(documentedKeys(keys)).toEqual([
      {
        name: "things",
        depth: 0,
        type: "true or false or list of maps by name",
        isRequired: false,
        about: "Things.",
        fallback: undefined,
      },
      {
        name: "NAME.size",
        depth: 1,
        type: "number from 1 to 9",
        isRequired: false,
        about: "How many.",
        fallback: "3",
      },
      { name: "NAME.mode", depth: 1, type: "a or b", isRequired: true, about: "Which.", fallback: undefined },
      { name: "names", depth: 0, type: "list of texts", isRequired: false, about: "Names.", fallback: undefined },
    ]);
  });
});
