import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import type { AwsClients } from "./aws-clients";
import { ACCOUNT } from "./emulator";
import { COLLEAGUE_ADDRESS, STRANGER_ADDRESS } from "./scenario";

type Fields = Readonly<Record<string, unknown>>;

/** EventBridge takes ten events a request. */
const MOST_EVENTS = 10;

/** A stranger is refused an object of the bucket, in the words that CloudTrail has for it. */
export function refused(bucket: string, eventId: string, overrides: Fields = {}): Fields {
  return cloudTrail({
    eventID: eventId,
    sourceIPAddress: STRANGER_ADDRESS,
    recipientAccountId: ACCOUNT,
    requestParameters: { bucketName: bucket },
    errorCode: "AccessDenied",
    errorMessage:
      `User: arn:aws:iam::${ACCOUNT}:user/alice is not authorized to perform: s3:GetObject on resource: ` +
      `"arn:aws:s3:::${bucket}/reports/2026.csv" with an explicit deny in a resource-based policy`,
    ...overrides,
  });
}

/** An administrator of the account calls a service from inside the allowlist, and it succeeds. */
export function managed(service: string, eventName: string, eventId: string, overrides: Fields = {}): Fields {
  const { requestParameters = {}, ...others } = overrides;
  const record = cloudTrail({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    eventID: eventId,
    sourceIPAddress: COLLEAGUE_ADDRESS,
    userIdentity: { type: "IAMUser", arn: `arn:aws:iam::${ACCOUNT}:user/bob`, accountId: ACCOUNT, userName: "bob" },
    recipientAccountId: ACCOUNT,
    readOnly: false,
    managementEvent: true,
    eventCategory: "Management",
    ...others,
  });
  return { ...record, requestParameters };
}

/** Puts CloudTrail records on the default bus, as the services' own events come to it. */
export function putRecords(aws: AwsClients, records: readonly Fields[]): Promise<void> {
  const events = records.map((record) => ({
    source: `aws.${String(record["eventSource"]).replace(".amazonaws.com", "")}`,
    "detail-type": "AWS API Call via CloudTrail",
    detail: record,
  }));
  return putEvents(aws, events);
}

/** Puts events on the default bus. AWS itself refuses the sources that begin with `aws.`, which its services alone may use; moto does not. */
export async function putEvents({ events }: AwsClients, envelopes: readonly Fields[]): Promise<void> {
  for (let from = 0; from < envelopes.length; from += MOST_EVENTS) {
    const entries = envelopes.slice(from, from + MOST_EVENTS).map((envelope) => ({
      Source: String(envelope["source"]),
      DetailType: String(envelope["detail-type"]),
      Detail: JSON.stringify(envelope["detail"]),
      ...(Array.isArray(envelope["resources"]) && { Resources: envelope["resources"].map(String) }),
    }));
    const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: entries }));
    expect(FailedEntryCount).toBe(0);
  }
}
