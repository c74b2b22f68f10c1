import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3RansomNoteDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1486", "TA0040:T1491.002"],
  description:
    "A text or web page was written to a protected bucket whose name says what ransom notes say: how to decrypt, your files are encrypted, " +
    "ransom (critical), or how to restore and recover files (high). Whole words of the name count, not parts of words.",
  misses: [
    "notes with a harmless name such as readme.txt, or in another language",
    "notes that are images, PDFs or have no extension",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["documentation on backups and recovery, and samples of people who study ransomware"],
  runbook: [
    "Read the object, without opening what it links to. If it is a note, revoke the caller's sessions and keys.",
    "See what else the caller wrote, copied and deleted in the hours before, with `palisade hunt actor-timeline` over the trail's log files.",
    "Keep the bucket as it is for the investigation, and restore from versions, replicas or backups elsewhere.",
  ],
};
