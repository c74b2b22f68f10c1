import { describeBatchDeletes } from "../../../testing/contracts/describe-batch-deletes";
import { s3BatchDeleteBurst } from "./batch-delete-burst";

describeBatchDeletes(s3BatchDeleteBurst, "high");
