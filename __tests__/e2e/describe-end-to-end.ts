import { appendFileSync, rmSync } from "node:fs";
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
    afterAll(() => {
      rmSync(found.tools.providerFolder, { recursive: true, force: true });
      const ran = process.env["PALISADE_E2E_RAN"];
      if (ran !== undefined) appendFileSync(ran, `${name}\n`);
    });
  });
}
