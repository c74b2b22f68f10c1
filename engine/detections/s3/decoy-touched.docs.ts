import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS } from "../facts/blind-spots";

export const s3DecoyTouchedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530", "TA0007:T1619"],
  description:
    "Someone used, or tried to use, a bucket or an object that palisade.yaml calls a decoy: listed, read, written, copied or deleted it, or " +
    "changed the bucket's settings.",
  misses: [
    "object events of decoy buckets that are not protected too, as no trail of Palisade's logs them",
    "reads of a decoy bucket's settings",
    "listing a whole bucket of which only a prefix is a decoy",
    ACCESS_POINTS,
  ],
  falsePositives: ["backups and scanners that go through every bucket: suppress their role"],
  runbook: [
    "No one needs this object, so ask the caller's owner what made the request.",
    "If no one knows, revoke the caller's sessions and keys.",
    "List what else the caller did in the last days, with `palisade hunt actor-timeline` over the trail's log files.",
  ],
};
