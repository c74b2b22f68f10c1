import { describeBatchDeletes } from "../../../testing/contracts/describe-batch-deletes";
import { s3BatchDelete } from "./batch-delete";

describeBatchDeletes(s3BatchDelete, "medium");
