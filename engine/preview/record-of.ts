import type { Fields } from "../events/fields";
import type { Call, Identity } from "./request-group";

/**
 * The smallest record that the detector reads as it reads the tuple's own records, but for where the request came from. What a decision
 * does not ask for is missing, such as the key's name and the session's.
 */
export function recordOf(call: Call, identity: Identity): Fields {
  const { bucket, eventName, hasKey } = call;
  const { issuer, named } = identity;
  return {
    // Nothing depends on it, and a record without it is none.
    eventTime: "2026-01-01T00:00:00Z",
    eventSource: "s3.amazonaws.com",
    eventName,
    // Spares the hash that a record without an id gets.
    eventID: "preview",
    userIdentity: {
      type: identity.type,
      accountId: identity.accountId,
      arn: identity.arn,
      principalId: identity.principalId,
      invokedBy: identity.invokedBy,
      ...(issuer !== undefined && { sessionContext: { sessionIssuer: { arn: issuer } } }),
    },
    errorCode: call.errorCode,
    ...(named !== undefined && { errorMessage: `User: ${named} is not authorized to perform: s3:${eventName}` }),
    requestParameters: { bucketName: bucket, ...(hasKey && { key: "?" }) },
    managementEvent: call.isManagement,
    recipientAccountId: identity.account,
  };
}
