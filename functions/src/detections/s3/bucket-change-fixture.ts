import type { Fields } from "../../events/fields";

/** How the record of a successful change of a bucket's settings differs from the sample; parameters are of the bucket `sensitive-data`. */
export function bucketChange(eventName: string, parameters: Fields = {}, overrides: Fields = {}): Fields {
  return {
    eventName,
    readOnly: false,
    managementEvent: true,
    eventCategory: "Management",
    requestParameters: { key: undefined, ...parameters },
    ...overrides,
  };
}

/** A bucket of the own account around which there is no perimeter. */
export const ELSEWHERE = { bucketName: "scratch" };

export const DENIED = { errorCode: "AccessDenied" };

export const DEPLOYER = {
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLEDEPLOYER:ci",
    arn: "arn:aws:sts::111122223333:assumed-role/deployer/ci",
    accountId: "111122223333",
    sessionContext: { sessionIssuer: { type: "Role", arn: "arn:aws:iam::111122223333:role/deployer" } },
  },
};
