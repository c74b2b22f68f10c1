import type { DetectionDocs } from "../engine/detection-docs";

export const findingsMacieSensitiveDataDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530", "TA0006:T1552"],
  description:
    "Amazon Macie found personal or financial information, credentials or data of your own definition in an object. A bucket's findings of one type fold into one incident, since every object has its own.",
  misses: [
    "everything, while Macie is off, and buckets that no job or automated discovery looks into",
    "objects that Macie cannot read: encrypted with a key that it may not use, archived, too large, or of a kind unknown to it",
    "Macie's sample findings, which are ignored",
  ],
  falsePositives: [
    "test data that looks like people's",
    "buckets that are meant to hold such data: suppress the bucket in palisade.yaml, or the finding in Macie",
  ],
  runbook: [
    "Open the finding in the Macie console to see what was found where in the object.",
    "Ask whether the bucket is meant to hold such data, and who can read it. Move the object if not.",
    "Revoke credentials that lay there, as if they were known.",
  ],
};
