import type { DetectionDocs } from "../engine/detection-docs";

export const s3WebsiteEnabledDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1491.002"],
  description:
    "Website hosting was configured for a bucket: it answers over plain HTTP, lists nothing but serves all that is public, and may send visitors elsewhere.",
  misses: ["content that is changed in a bucket which is a website already"],
  falsePositives: ["new websites"],
  runbook: [
    "Ask the caller whether the bucket is to be a website. If not, delete its website configuration.",
    "Look whether the bucket's policy, ACL or public access block changed as well, and where a redirect leads.",
  ],
};
