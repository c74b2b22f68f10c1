import { describeTheftThenDeletion } from "../../../testing/contracts/describe-theft-then-deletion";
import { s3CopiedOutThenBatchDeleted } from "./copied-out-then-batch-deleted";

describeTheftThenDeletion(s3CopiedOutThenBatchDeleted, { deletes: "DeleteObjects", other: "DeleteObject" });
