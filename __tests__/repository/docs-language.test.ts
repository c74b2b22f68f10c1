import { markdownPages, prose } from "../../testing/markdown-pages";

/** Words of the field are in docs/glossary.md. */
const ODD = /\b(?:whoever|nobody|somebody|anybody|everybody|is told of|let in by|graver|gravest)\b/gi;

describe("the docs that people write", () => {
  it("say who, no one, someone, is notified, allowed by, and more severe", () => {
    const found = markdownPages()
      // Written from the code, which has its own words.
      .filter(({ path }) => !/^docs\/(?:catalogue|runbooks)\//.test(path) && path !== "docs/configuration.md")
      .flatMap(({ path, text }) => [...prose(text).matchAll(ODD)].map(([word]) => `${path}: ${word}`));
    expect(found).toEqual([]);
  });
});
