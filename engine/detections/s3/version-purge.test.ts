import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3VersionPurge } from "./version-purge";

const version = { requestParameters: { versionId: "3HL4kqtJvjVBH40Nrjfkd" } };

describeDetection(s3VersionPurge, {
  record: { eventName: "DeleteObject", readOnly: false },
  matches: [
    ["a version deleted by its id", version, { severity: "high" }],
    ["the version from before versioning", { requestParameters: { versionId: "null" } }, {}],
  ],
  ignores: [
    ["a deletion that leaves a marker", {}],
    ["an empty version", { requestParameters: { versionId: "" } }],
    ["a read of a version", { ...version, eventName: "GetObject" }],
    ["a refused deletion", { ...version, errorCode: "AccessDenied" }],
    ["AWS's own clean-up", { ...version, userIdentity: IDENTITIES.service }],
  ],
});
