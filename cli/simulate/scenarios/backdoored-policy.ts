import { ACTORS } from "../actors";
import { managementRecord } from "../record";
import type { Scenario } from "../scenario";

/** The policy is replaced by one that lets a stranger in. */
export const backdooredPolicy: Scenario = {
  id: "backdoored-policy",
  story: "The bucket's policy is replaced by one that lets another account read everything",
  raises: ["s3.policy-grants-strangers"],
  play: (stage) => [
    managementRecord(stage, {
      minute: 25,
      who: ACTORS.stolenUser(stage),
      from: stage.inside,
      service: "s3",
      name: "PutBucketPolicy",
      parameters: {
        bucketName: stage.bucket,
        Host: `${stage.bucket}.s3.${stage.region}.amazonaws.com`,
        policy: "",
        bucketPolicy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Partner",
              Effect: "Allow",
              Principal: { AWS: `arn:${stage.partition}:iam::${stage.strangerAccount}:root` },
              Action: ["s3:GetObject", "s3:ListBucket"],
              Resource: [
                `arn:${stage.partition}:s3:::${stage.bucket}`,
                `arn:${stage.partition}:s3:::${stage.bucket}/*`,
              ],
            },
          ],
        },
      },
    }),
  ],
};
