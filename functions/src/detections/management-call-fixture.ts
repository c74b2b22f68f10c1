import type { Fields } from "../events/fields";

/** Fields in which a management call differs from the sample record, for `describeDetection`. */
export function managementCall(
  service: string,
  eventName: string,
  request: Fields | null = null,
  more: Fields = {},
): Fields {
  return {
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters: request && { bucketName: undefined, Host: undefined, key: undefined, ...request },
    awsRegion: "us-east-1",
    readOnly: false,
    managementEvent: true,
    eventCategory: "Management",
    ...more,
  };
}

/** A sign-in event: `ConsoleLogin` and its kin, whose answer is named after them. */
export function signIn(eventName: string, answer: "Success" | "Failure", more: Fields = {}): Fields {
  return managementCall("signin", eventName, null, {
    eventType: "AwsConsoleSignIn",
    responseElements: { [eventName]: answer },
    readOnly: undefined,
    ...more,
  });
}
