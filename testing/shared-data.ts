import { existsSync } from "node:fs";
import { join } from "node:path";

const candidate = join(__dirname, "../../shared/data");

/** The folder of recorded logs that may lie beside the project, which is not part of it. */
export const sharedDataDir = existsSync(candidate) ? candidate : undefined;

/** A suite over the recorded logs; where they are absent, one test says in its name that nothing was checked. */
export function describeWithSharedData(name: string, suite: (dir: string) => void): void {
  const dir = sharedDataDir;
  describe(name, () => {
    if (dir) suite(dir);
    else it("is skipped: no recorded logs beside the project", () => expect(dir).toBeUndefined());
  });
}
