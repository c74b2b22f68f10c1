import { OWNER_ID } from "../../../testing/fixtures/access-log-fixture";
import { describeAccessLogDetection } from "../../../testing/test-access-log-detection";
import { s3AccessLogAnonymousAccess } from "./access-log-anonymous-access";

describeAccessLogDetection(s3AccessLogAnonymousAccess, {
  line: { requester: "-" },
  matches: [
    ["a read", {}, { severity: "high", dedupKey: "s3.access-log-anonymous-access|sensitive-data" }],
    ["a write", { operation: "REST.PUT.OBJECT" }, { severity: "critical" }],
    ["a read as old lines write it", { requester: "Anonymous" }, { actor: "anonymous" }],
  ],
  ignores: [
    ["a refusal", { status: "403", errorCode: "AccessDenied" }],
    ["someone with credentials", { requester: OWNER_ID }],
    ["a preflight request", { operation: "REST.OPTIONS.PREFLIGHT" }],
    ["another bucket", { bucket: "elsewhere" }],
  ],
});
