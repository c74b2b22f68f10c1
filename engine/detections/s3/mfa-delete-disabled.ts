import { bucketInWords, defineBucketChange } from "../facts/bucket-change";
import { disablesMfaDelete, VERSIONING_NAMES } from "../facts/disabled-control";
import { actorInWords } from "../facts/wording";

/** Versions may be deleted without a second factor. */
export const s3MfaDeleteDisabled = defineBucketChange({
  id: "s3.mfa-delete-disabled",
  title: "S3 bucket's MFA delete was disabled",
  status: "stable",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0040:T1490"],
  description:
    "Versioning of a bucket was written with MFA delete disabled. High by the root user, the only one who can change it; low by others, whose request succeeds only where it was never on.",
  misses: ["a bucket that never had it"],
  falsePositives: ["tools that write Disabled with every versioning configuration, as older Terraform providers do"],
  runbook: [
    "Ask whoever holds the root user's second factor whether they made the change.",
    "If not, treat the root user as taken over: change its password and factors, then switch MFA delete on again.",
  ],
  names: VERSIONING_NAMES,
  matches: (event) =>
    disablesMfaDelete(event)
      ? {
          severity: event.actor.kind === "root" ? "high" : "low",
          summary: `${actorInWords(event.actor)} wrote versioning of ${bucketInWords(event)} with MFA delete disabled`,
        }
      : undefined,
});
