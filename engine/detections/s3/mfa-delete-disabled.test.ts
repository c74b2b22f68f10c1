import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3MfaDeleteDisabled } from "./mfa-delete-disabled";

const put = (VersioningConfiguration: unknown, overrides = {}) =>
  bucketChange("PutBucketVersioning", { versioning: "", VersioningConfiguration }, overrides);
const OFF = { Status: "Enabled", MfaDelete: "Disabled" };

describeDetection(s3MfaDeleteDisabled, {
  matches: [
    ["the root user's change", put(OFF, { userIdentity: IDENTITIES.root }), { severity: "high" }],
    ["anyone else's", put(OFF), { severity: "low" }],
  ],
  ignores: [
    ["MFA delete that is enabled", put({ Status: "Enabled", MfaDelete: "Enabled" })],
    ["a configuration that says nothing of it", put({ Status: "Enabled" })],
    ["a record without configuration", bucketChange("PutBucketVersioning")],
    ["a refused change", put(OFF, DENIED)],
  ],
});
