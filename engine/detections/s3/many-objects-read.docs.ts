import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3ManyObjectsReadDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0009:T1530"],
  description:
    "One caller at one address read objects of a protected bucket 500 times within ten minutes. Off by default, since an application " +
    "that reads once a second gets there; switch it on for buckets of small, valuable objects. Medium for roles, else high.",
  misses: ["reads that stay under the threshold", BY_SEVERAL, ACCESS_POINTS, OTHER_BUCKETS],
  falsePositives: ["most applications: raise the threshold to more than yours read, or suppress their role and bucket"],
  runbook: [
    "Ask the caller's owner what was read and why, and compare with what the caller read on other days.",
    "If no one knows, revoke the caller's sessions and keys, and deny it the bucket.",
    "List the objects that it read, with `palisade hunt actor-timeline` over the trail's log files, and treat them as disclosed.",
  ],
};
