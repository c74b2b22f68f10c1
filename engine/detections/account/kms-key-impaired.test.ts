import { FOREIGN, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection, TRUSTED } from "../../../testing/test-detection";
import { accountKmsKeyImpaired } from "./kms-key-impaired";

const ARN = "arn:aws:kms:eu-central-1:111122223333:key/1";
const call = (name: string, request: object = {}, more = {}) =>
  managementCall("kms", name, { keyId: "1", ...request }, { resources: [{ ARN, type: "AWS::KMS::Key" }], ...more });
const policy = (Principal: unknown, Condition?: object) =>
  call("PutKeyPolicy", {
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "kms:*", Resource: "*", Principal, Condition }] }),
  });

describeDetection(accountKmsKeyImpaired, {
  matches: [
    [
      "a key disabled",
      call("DisableKey"),
      {
        severity: "high",
        summary: `arn:aws:iam::111122223333:user/alice disabled the key ${ARN}, from 198.51.100.23`,
      },
    ],
    [
      "a key that is to be deleted",
      call("ScheduleKeyDeletion", { pendingWindowInDays: 7 }),
      { severity: "high", details: { Key: ARN, "Days until it is gone": "7" } },
    ],
    [
      "a key that is to be deleted when AWS says, by a record without resources",
      call("ScheduleKeyDeletion", {}, { resources: undefined }),
      { details: { Key: "1", "Days until it is gone": "30" } },
    ],
    ["a key whose material is gone", call("DeleteImportedKeyMaterial"), { severity: "high" }],
    ["a key that no longer rotates", call("DisableKeyRotation"), { severity: "low" }],
    [
      "a key that a foreign account may use",
      policy({ AWS: [OWNER, FOREIGN] }),
      { severity: "high", summary: expect.stringContaining(`lets ${FOREIGN} use the key ${ARN}`) },
    ],
    ["a key that everyone may use", policy("*"), { severity: "critical" }],
    ["a key for a redacted account", policy({ AWS: "arn:aws:iam::XXXXXXXXXXXX:root" }), { severity: "medium" }],
    ["a policy that cannot be read", call("PutKeyPolicy", { policy: "{" }), { severity: "medium" }],
  ],
  ignores: [
    ["a policy for the own account", policy({ AWS: `arn:aws:iam::${OWNER}:root` })],
    ["a policy for a trusted account", policy({ AWS: TRUSTED })],
    [
      "a policy for a service's callers in the own account, as AWS writes it",
      policy(
        { AWS: "*" },
        { StringEquals: { "kms:CallerAccount": OWNER, "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
      ),
    ],
    ["a record without the policy", call("PutKeyPolicy")],
    ["a key enabled", call("EnableKey")],
    ["a refusal", call("DisableKey", {}, { errorCode: "AccessDenied" })],
    ["another service's call of that name", managementCall("iam", "DisableKey")],
  ],
});
