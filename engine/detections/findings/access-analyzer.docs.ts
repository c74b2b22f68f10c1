import type { DetectionDocs } from "../engine/detection-docs";

export const findingsAccessAnalyzerDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0010:T1537", "TA0003:T1098", "TA0009:T1530"],
  description:
    "IAM Access Analyzer proves that a bucket, role, key, queue or other resource can be used from outside its zone of trust. Public access and access to protected buckets are more severe; a resource that it may not analyse is less severe.",
  misses: [
    "everything, while there is no analyzer of external access in the region",
    "findings on internal and on unused access, which are no way in",
    "access by accounts that palisade.yaml trusts, unless it is public",
    "up to half an hour: so long may Access Analyzer take after a change",
  ],
  falsePositives: [
    "partners and tools outside the organization that are meant to have access: archive the finding, or trust the account in palisade.yaml",
    "the bucket of a public website",
  ],
  runbook: [
    "Open the finding in the Access Analyzer console to see who may do what, under which condition.",
    "Take the access away in the resource's policy, ACL or access point, if it is not meant to be.",
    "Archive the finding there if it is.",
  ],
};
