import type { DetectionDocs } from "../engine/detection-docs";

export const s3CorsOpenedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530"],
  description:
    "A CORS rule for every origin was written: a visitor's browser may use the bucket on behalf of any website. Medium for a protected bucket, and where more than reading is allowed.",
  misses: ["origins with a wildcard that is nearly as wide, such as https://*.com"],
  falsePositives: ["buckets with fonts, pictures and other public files for many websites"],
  runbook: [
    "Name the origins that need the bucket in its CORS rule instead of a star.",
    "CORS alone allows no one: look whether the bucket's policy or presigned URLs do.",
  ],
};
