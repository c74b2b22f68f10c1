import { ACTORS } from "../actors";
import { objectRecord } from "../record";
import type { Scenario } from "../scenario";

const BATCHES = 12;

/** Up to a thousand keys a call. */
export const batchDeletion: Scenario = {
  id: "batch-deletion",
  story: "A dozen DeleteObjects calls, each of up to a thousand keys, empty the bucket in minutes",
  raises: ["s3.batch-delete"],
  play: (stage) =>
    Array.from({ length: BATCHES }, (_, index) =>
      objectRecord(stage, {
        minute: 30 + index / 4,
        who: ACTORS.stolenUser(stage),
        from: stage.inside,
        name: "DeleteObjects",
        parameters: { delete: "" },
        bytesIn: 48_000,
      }),
    ),
};
