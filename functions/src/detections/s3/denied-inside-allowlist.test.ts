import { IDENTITIES } from "../../events/cloudtrail-fixture";
import { describeDetection } from "../test-detection";
import { s3DeniedInsideAllowlist } from "./denied-inside-allowlist";

const inside = { errorCode: "AccessDenied", sourceIPAddress: "203.0.113.9" };

describeDetection(s3DeniedInsideAllowlist, {
  matches: [
    ["a colleague without permission", inside, { severity: "low", cause: "other-policy" }],
    [
      "an endpoint on the list",
      { ...inside, sourceIPAddress: "10.0.0.9", vpcEndpointId: "vpce-0123456789abcdef0" },
      {},
    ],
    [
      "listing where the scope is data",
      { ...inside, eventName: "ListObjects", requestParameters: { bucketName: "guarded-objects" } },
      {},
    ],
  ],
  ignores: [
    ["a stranger", { ...inside, sourceIPAddress: "198.51.100.23" }],
    ["a success", { ...inside, errorCode: undefined }],
    ["an AWS service", { ...inside, userIdentity: IDENTITIES.service }],
    [
      "a service on a user's behalf",
      {
        ...inside,
        userIdentity: { ...IDENTITIES.user, invokedBy: "athena.amazonaws.com" },
        sourceIPAddress: "athena.amazonaws.com",
      },
    ],
    ["a caller of whom nobody can say whether it stands inside", { ...inside, sourceIPAddress: undefined }],
    ["a bucket outside every perimeter", { ...inside, requestParameters: { bucketName: "somebody-elses" } }],
  ],
});
