import { type Stacks, synthFile } from "../../testing/synth";

/** The functions' code changes with every line of theirs; a snapshot is about what is around it. */
function withoutCode(text: string): string {
  return text
    .replace(/(assets\/\w+\/)[0-9a-f]{32}\//g, "$1CONTENT/")
    .replace(/("source_code_hash": ")[^"]+/g, "$1HASH");
}

function shownOf(stacks: Stacks): string {
  return stacks.every.map(({ text }) => withoutCode(text)).join("\n");
}

describe("what the configurations of this project become", () => {
  it.each(["palisade.yaml", "examples/ip-blocker/palisade.yaml", "examples/iam-alerting/palisade.yaml"])(
    "%s",
    (path) => {
      expect(shownOf(synthFile(path))).toMatchSnapshot();
    },
  );
});
