import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3NewReaderDocs: DetectionDocs = {
  status: "experimental",
  attack: ["TA0009:T1530"],
  description:
    "A role, user or account read an object of a protected bucket for the first time; medium for another account's. Instead of a list of " +
    "who may read what, each bucket's readers are learned, over the detection's first 14 days. Off by default, because each read is looked up.",
  misses: [
    "readers that come in the detection's first 14 days, counted from the first read that it sees",
    "readers of a bucket that has had 2,000 of them",
    "strangers who use a known reader's credentials",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "new applications and colleagues, once each",
    "a bucket that is protected later than others: its readers, once each",
  ],
  runbook: [
    "Ask the caller's owner what it reads the bucket for.",
    "If it has no business there, take the permission away and see what it read.",
  ],
};
