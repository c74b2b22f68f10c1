import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3BulkDownloadDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530", "TA0010:T1567.002"],
  description:
    "One caller at one address downloaded 50 MB from a protected bucket within ten minutes, as in Panther's query. Medium for roles, which " +
    "applications use; high for people, long-lived keys and strangers. No one's habits are learned, so set `threshold`, in bytes, to more than your " +
    "applications read.",
  misses: [
    "downloads that stay under the threshold",
    "bytes that CloudTrail does not record, as for requests that are cut off",
    BY_SEVERAL,
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "applications, backups and analysts that read much: raise the threshold, or suppress their role and bucket",
  ],
  runbook: [
    "Ask the caller's owner what was read and why, and compare with what the caller read on other days.",
    "If no one knows, revoke the caller's sessions and keys, and deny it the bucket.",
    "List the objects that it read, with `palisade hunt actor-timeline` over the trail's log files, and treat them as disclosed.",
  ],
};
