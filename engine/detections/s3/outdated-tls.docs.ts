import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_LOGS, ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3OutdatedTlsDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0006:T1040"],
  description:
    "A request to a protected bucket succeeded over TLS 1.0 or 1.1. S3 itself no longer takes these, so whatever still shows up " +
    "came through something in between.",
  misses: ["requests whose records do not name their TLS version", ACCESS_LOGS, ACCESS_POINTS, OTHER_BUCKETS],
  falsePositives: ["devices and drivers that cannot do better; they still want replacing"],
  runbook: [
    "Find the client by its user agent and address, and update it.",
    "Deny requests below TLS 1.2 in the bucket's policy (s3:TlsVersion).",
  ],
};
