import type { DetectionDocs } from "../engine/detection-docs";

export const findingsGuarddutyS3Docs: DetectionDocs = {
  status: "stable",
  attack: ["TA0007:T1619", "TA0009:T1530", "TA0010:T1537", "TA0040:T1485"],
  description:
    "GuardDuty reports suspicious requests to S3, a bucket that was opened, protection that was switched off, or an attack in several steps.",
  misses: [
    "everything, while GuardDuty is off, and requests for objects while its S3 Protection is off",
    "findings that a suppression rule of GuardDuty archived: it sends them nowhere",
    "updates within GuardDuty's publishing frequency, which is six hours unless set",
    "GuardDuty's sample findings, which are ignored",
  ],
  falsePositives: [
    "new people and new jobs, which are unusual at first",
    "penetration tests from Kali, Parrot or Pentoo Linux",
    "a threat list of your own that names a partner's network",
  ],
  runbook: [
    "Open the finding in the GuardDuty console of the account and region, and read who called what, from where and how often.",
    "Revoke the credentials of a caller that no one knows, and block public access to a bucket that was opened by mistake.",
    "Archive the finding in GuardDuty when it is dealt with, or write a suppression rule there when it is expected.",
  ],
};
