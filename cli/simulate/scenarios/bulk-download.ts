import { ACTORS } from "../actors";
import { objectRecord } from "../record";
import type { Scenario } from "../scenario";

const OBJECTS = 600;

/** Far more in ten minutes than the application ever reads. */
export const bulkDownload: Scenario = {
  id: "bulk-download",
  story: "A stolen session downloads six hundred objects, 1.2 GB, within eight minutes",
  raises: ["s3.bulk-download"],
  play: (stage) =>
    Array.from({ length: OBJECTS }, (_, index) =>
      objectRecord(stage, {
        minute: 15 + index / 75,
        who: ACTORS.stolenRole(stage),
        from: stage.inside,
        name: "GetObject",
        key: `customers/export/part-${String(index).padStart(4, "0")}.parquet`,
        bytesOut: 2_000_000 + stage.random.below(20_000),
      }),
    ),
};
