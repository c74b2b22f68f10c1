import { isFinding } from "../../detections/engine/match-of";
import type { Match } from "../../incidents/incident";
import { plainLine } from "../sanitize";

/** By the feed's name, as people call the service. */
export const FINDING_SERVICES: Readonly<Record<string, string>> = {
  "aws.guardduty": "Amazon GuardDuty",
  "aws.config": "AWS Config",
  "aws.securityhub": "AWS Security Hub",
  "aws.access-analyzer": "IAM Access Analyzer",
  "aws.macie": "Amazon Macie",
  "aws.malware-scan": "GuardDuty Malware Protection for S3",
  "aws.sign-in-anomaly": "AWS Sign-In",
};

/** The service whose finding it is; undefined for a call. */
export function foundBy(match: Match): string | undefined {
  return isFinding(match) ? (FINDING_SERVICES[match.actor] ?? plainLine(match.actor, 60)) : undefined;
}
