import type { Fields } from "../events/fields";
import type { CloudTrailTuple } from "./request-group";

/**
 * The smallest record that the detector reads as it reads the tuple's own records. What a decision does not ask for is missing, such as the
 * key's name and the session's.
 */
export function recordOfTuple(tuple: CloudTrailTuple, time: number): Fields {
  const { issuer, named, bucket, hasKey } = tuple;
  return {
    eventTime: new Date(time).toISOString(),
    eventSource: "s3.amazonaws.com",
    eventName: tuple.eventName,
    // Spares the hash that a record without an id gets.
    eventID: "preview",
    userIdentity: {
      type: tuple.identityType,
      accountId: tuple.identityAccount,
      arn: tuple.arn,
      principalId: tuple.principalId,
      invokedBy: tuple.invokedBy,
      ...(issuer !== undefined && { sessionContext: { sessionIssuer: { arn: issuer } } }),
    },
    sourceIPAddress: tuple.sourceAddress,
    vpcEndpointId: tuple.vpcEndpointId,
    errorCode: tuple.errorCode,
    ...(named !== undefined && { errorMessage: `User: ${named} is not authorized to perform: s3:${tuple.eventName}` }),
    requestParameters: { bucketName: bucket, ...(hasKey && { key: "?" }) },
    managementEvent: tuple.isManagement,
    recipientAccountId: tuple.account,
  };
}
