import { bucketInWords, defineBucketChange } from "../facts/bucket-change";
import { disablesMfaDelete, VERSIONING_NAMES } from "../facts/disabled-control";
import { actorInWords } from "../facts/wording";

/** Versions may be deleted without a second factor. */
export const s3MfaDeleteDisabled = defineBucketChange({
  id: "s3.mfa-delete-disabled",
  title: "S3 bucket's MFA delete was disabled",
  enabledByDefault: true,
  severity: "low",
  names: VERSIONING_NAMES,
  matches: (event) =>
    disablesMfaDelete(event)
      ? {
          severity: event.actor.kind === "root" ? "high" : "low",
          summary: `${actorInWords(event.actor)} wrote versioning of ${bucketInWords(event)} with MFA delete disabled`,
        }
      : undefined,
});
