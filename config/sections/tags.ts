import * as z from "zod";
import { say, text } from "../fields/schema-builders";
import { defineSection } from "./section";

const keys = {
  tags: z
    .record(
      text(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, {
        what: "not a tag key",
        expected: "1 to 128 letters, digits, spaces and _.:/=+-@, not beginning with aws:",
        fix: "rename the tag",
      }),
      text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u, {
        what: "not a tag value",
        expected: "up to 256 letters, digits, spaces and _.:/=+-@",
        fix: "put numbers and true or false in quotes",
      }),
      {
        error: say({ what: "not a map of tags", expected: "tags such as owner: security", fix: "or leave tags out" }),
      },
    )
    .optional()
    .describe("Tags for every resource."),
};

export interface TagsPart {
  /** Put on every resource that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
}

export const tagsSection = defineSection({
  keys,
  example: `
tags: { owner: security } # on every resource
`,
  affects: "every stack",
  resolve: ({ tags = {} }): TagsPart => ({
    tags: Object.fromEntries(
      Object.entries(tags).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
  }),
});
