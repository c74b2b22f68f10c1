import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3CredentialFileReadDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0006:T1552.001"],
  description:
    "An object of a protected bucket was read whose name is that of a file with credentials: .aws/credentials, .env, private keys, password " +
    "stores. Terraform's state, which is read at every plan, is medium and no alert for the principals that deploy Palisade; the others are high.",
  misses: [
    "credentials under other names or within archives; Amazon Macie looks into objects",
    "files that are copied instead of read",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "applications that keep their configuration in the bucket, and pipelines that read Terraform's state: suppress their role and bucket",
    "certificates without a private key in a .pem file",
  ],
  runbook: [
    "Ask the caller's owner whether it reads this file for its work. If so, suppress it by role and bucket.",
    "If not, revoke the caller's sessions and keys, and replace every credential in the file.",
    "Move credentials to a secrets manager, and delete the file with its versions.",
  ],
};
