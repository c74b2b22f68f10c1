import type { Detection } from "./engine/define-detection";
import { findingsAccessAnalyzer } from "./findings/access-analyzer";
import { findingsConfigNoncompliant } from "./findings/config-noncompliant";
import { findingsGuarddutyMinor } from "./findings/guardduty-minor";
import { findingsGuarddutyS3 } from "./findings/guardduty-s3";
import { findingsGuarddutyThreat } from "./findings/guardduty-threat";
import { findingsMaciePolicy } from "./findings/macie-policy";
import { findingsMacieSensitiveData } from "./findings/macie-sensitive-data";
import { findingsMalwareFound } from "./findings/malware-found";
import { findingsMalwareScanIncomplete } from "./findings/malware-scan-incomplete";
import { findingsSecurityHub } from "./findings/security-hub";
import { findingsSecurityHubMinor } from "./findings/security-hub-minor";
import { findingsSignInAnomaly } from "./findings/sign-in-anomaly";

/** Findings of other AWS services, where these are switched on. */
export const FINDING_DETECTIONS: readonly Detection[] = [
  findingsGuarddutyS3,
  findingsGuarddutyThreat,
  findingsGuarddutyMinor,
  findingsMalwareFound,
  findingsMalwareScanIncomplete,
  findingsConfigNoncompliant,
  findingsSecurityHub,
  findingsSecurityHubMinor,
  findingsAccessAnalyzer,
  findingsMaciePolicy,
  findingsMacieSensitiveData,
  findingsSignInAnomaly,
];
