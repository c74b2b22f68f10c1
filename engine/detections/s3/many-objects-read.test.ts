import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3ManyObjectsRead } from "./many-objects-read";

describeDetection(s3ManyObjectsRead, {
  matches: [
    ["a user's read, however small", {}, { severity: "high" }],
    ["an application's", { userIdentity: IDENTITIES.role }, { severity: "medium" }],
  ],
  ignores: [
    ["a look at the metadata", { eventName: "HeadObject" }],
    ["a refused read", { errorCode: "AccessDenied" }],
    ["an AWS service", { userIdentity: IDENTITIES.service }],
  ],
});
