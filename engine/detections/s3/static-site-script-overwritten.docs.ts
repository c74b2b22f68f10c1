import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3StaticSiteScriptOverwrittenDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0040:T1491.002"],
  description:
    "A principal that does not deploy Palisade wrote a script under static/js/ in a protected bucket. Off by default, because every " +
    "release of a website does that: switch it on, and suppress the role that releases.",
  misses: ["scripts elsewhere and pages with scripts in them", ACCESS_POINTS, OTHER_BUCKETS],
  falsePositives: ["releases of the website"],
  runbook: [
    "Compare the script with the one that the release built.",
    "If they differ, restore the earlier version, empty the caches in front of the bucket, and revoke the caller's sessions and keys.",
  ],
};
