import { defineDetection } from "../engine/define-detection";
import { SINGLE_DELETES } from "../facts/deletions";
import { theftThenDeletion } from "../facts/theft-then-deletion";

/** Extortion: the data is stolen first and destroyed then. */
export const s3CopiedOutThenDeleted = defineDetection({
  id: "s3.copied-out-then-deleted",
  title: "S3 objects copied to an account that is not trusted, then deleted",
  enabledByDefault: true,
  severity: "critical",
  log: "CloudTrail data events",
  purpose: "access",
  ...theftThenDeletion({ names: [...SINGLE_DELETES], what: "deletions", reach: 10 }),
});
