import { ACTORS } from "../actors";
import { managementRecord } from "../record";
import type { Scenario } from "../scenario";

/** A way back in that survives the loss of the stolen key. */
export const roleBackdoor: Scenario = {
  id: "role-backdoor",
  story: "A role's trust policy is opened to another account, and the role is made an administrator",
  raises: ["iam.trust-opened", "iam.admin-policy-attached"],
  play: (stage) => {
    const common = {
      who: ACTORS.stolenUser(stage),
      from: stage.outside,
      service: "iam",
      region: "us-east-1",
    } as const;
    const trust = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:${stage.partition}:iam::${stage.strangerAccount}:root` },
          Action: "sts:AssumeRole",
        },
      ],
    };
    return [
      managementRecord(stage, {
        ...common,
        minute: 40,
        name: "UpdateAssumeRolePolicy",
        parameters: { roleName: "nightly-reports", policyDocument: JSON.stringify(trust) },
      }),
      managementRecord(stage, {
        ...common,
        minute: 41,
        name: "AttachRolePolicy",
        parameters: {
          roleName: "nightly-reports",
          policyArn: `arn:${stage.partition}:iam::aws:policy/AdministratorAccess`,
        },
      }),
    ];
  },
};
