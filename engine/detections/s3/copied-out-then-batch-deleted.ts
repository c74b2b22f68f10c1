import { defineDetection } from "../engine/define-detection";
import { BATCH_DELETE_NAMES } from "../facts/deletions";
import { theftThenDeletion } from "../facts/theft-then-deletion";

/** Extortion, with a single call for the second half. */
export const s3CopiedOutThenBatchDeleted = defineDetection({
  id: "s3.copied-out-then-batch-deleted",
  title: "S3 objects copied to an account that is not trusted, then deleted in a batch",
  enabledByDefault: true,
  severity: "critical",
  log: "CloudTrail data events",
  purpose: "access",
  ...theftThenDeletion({ names: BATCH_DELETE_NAMES, what: "batch deletions", reach: 1 }),
});
