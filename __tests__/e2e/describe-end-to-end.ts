import { appendFileSync } from "node:fs";
import { findTools, type Tools } from "./find-tools";

/**
 * A suite that needs Terraform, the AWS provider and moto; where one is absent, a single test says in its name what was not checked.
 * When `PALISADE_E2E_RAN` names a file, the suite's name is added to it once it has run: `.ci/run` looks for it.
 */
export function describeEndToEnd(name: string, suite: (tools: Tools) => void): void {
  const found = findTools();
  describe(`${name}, by real Terraform against moto_server with our repairs`, () => {
    if (found.kind === "missing") {
      it(`is skipped: ${found.what}`, () => expect(found.kind).toBe("missing"));
      return;
    }
    suite(found.tools);
    const ran = process.env["PALISADE_E2E_RAN"];
    if (ran !== undefined) afterAll(() => appendFileSync(ran, `${name}\n`));
  });
}
