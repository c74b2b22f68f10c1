import type { DetectionDocs } from "../engine/detection-docs";

export const s3AclsEnabledDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1222"],
  description:
    "Object Ownership of a bucket was deleted or set to anything but BucketOwnerEnforced, so that ACLs count again, whatever the bucket's policy says.",
  misses: ["buckets that are created with ACLs on"],
  falsePositives: ["buckets that receive CloudFront's or other older logs, whose delivery needs ACLs"],
  runbook: [
    "Set Object Ownership back to BucketOwnerEnforced: aws s3api put-bucket-ownership-controls.",
    "Look whether the same caller wrote ACLs for the bucket or its objects afterwards.",
  ],
};
