import { BATCH_DELETE_LINE } from "../../../testing/fixtures/access-log-fixture";
import { describeAccessLogDetection } from "../../../testing/test-access-log-detection";
import { s3AccessLogBatchDelete } from "./access-log-batch-delete";

describeAccessLogDetection(s3AccessLogBatchDelete, {
  line: BATCH_DELETE_LINE,
  matches: [
    [
      "an object of a batch, by its key",
      {},
      {
        severity: "high",
        key: "reports/2026.csv",
        details: { "One of the keys": "reports/2026.csv" },
        dedupKey: "s3.access-log-batch-delete|arn:aws:iam::111122223333:user/alice|sensitive-data",
      },
    ],
    ["an object whose key is missing", { key: "-" }, { bucket: "sensitive-data" }],
  ],
  ignores: [
    ["an object that was refused", { status: "403", errorCode: "AccessDenied" }],
    ["the request that names them all", { operation: "REST.POST.MULTI_OBJECT_DELETE" }],
    ["an AWS service", { requester: "svc:delivery.logs.amazonaws.com" }],
    ["another bucket", { bucket: "elsewhere" }],
  ],
});
