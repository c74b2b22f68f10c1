import { describeTheftThenDeletion } from "../../../testing/contracts/describe-theft-then-deletion";
import { s3CopiedOutThenDeleted } from "./copied-out-then-deleted";

describeTheftThenDeletion(s3CopiedOutThenDeleted, { deletes: "DeleteObject", other: "DeleteObjects" });
