import { nextLines } from "./report-lines";

const environment = {};

describe("what comes next", () => {
  it("is a command a line, as it is typed in the clone", () => {
    const place = { clone: "/src/palisade", folder: "/src/palisade", environment };
    expect(nextLines({ output: "palisade.yaml", logs: ["my logs"] }, place)).toEqual([
      "Next:",
      "  npx palisade config check",
      "  npx palisade preview --enforce 'my logs'",
      'Then deploy (README.md, "Deploy in five steps"):',
      "  npx cdktf deploy perimeter",
      "  npx cdktf deploy alerting",
    ]);
    expect(nextLines({ output: "my.yaml", logs: [] }, place)).toEqual([
      "Next:",
      "  npx palisade config check --config my.yaml",
      "  npx palisade preview --enforce --config my.yaml LOGS",
      'Then deploy (README.md, "Deploy in five steps"):',
      "  export PALISADE_CONFIG=my.yaml",
      "  npx cdktf deploy perimeter",
      "  npx cdktf deploy alerting",
    ]);
  });

  it("says elsewhere that only a clone deploys, and where this file is", () => {
    expect(nextLines({ output: "palisade.yaml", logs: ["logs"] }, { folder: "/home/me", environment })).toEqual([
      "Next:",
      "  palisade config check",
      "  palisade preview --enforce logs",
      'Then deploy from a clone of Palisade (README.md, "Deploy in five steps"):',
      "  export PALISADE_CONFIG=/home/me/palisade.yaml",
      "  npx cdktf deploy perimeter",
      "  npx cdktf deploy alerting",
    ]);
  });
});
