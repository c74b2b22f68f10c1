import type { Probe } from "../../cli/doctor/probe";
import type { PalisadeConfig } from "../../config/config";
import { type Answers, faultsOf } from "../fixtures/doctor-fixture";

interface Fault {
  readonly subject: string;
  readonly why: RegExp | string;
  /** @default /./, any */
  readonly fix?: RegExp | string;
  /** @default "fail" */
  readonly status?: "fail" | "unknown";
}

/** What is broken in a sentence, what the account answers then, and the one line that must come of it. */
export type FaultCase = readonly [sentence: string, answers: Answers, fault: Fault, config?: PalisadeConfig];

export function describeFaults(probe: Probe, cases: readonly FaultCase[]): void {
  describe(`probe ${probe.id}`, () => {
    for (const [sentence, answers, fault, config] of cases) {
      it(`names ${sentence}, and nothing else`, async () => {
        const { status = "fail", subject, why, fix = /./ } = fault;
        const lines = await faultsOf(probe, answers, config);
        const hasFix = status === "fail" || fault.fix !== undefined;
        expect(lines).toEqual([
          {
            status,
            subject,
            why: expect.stringMatching(why),
            ...(hasFix && { fix: expect.stringMatching(fix) }),
          },
        ]);
      });
    }
  });
}
