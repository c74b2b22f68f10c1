import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { cloudTrail } from "../../functions/src/events/cloudtrail-fixture";
import type { AwsClients } from "./aws-clients";
import { ACCOUNT } from "./emulator";
import { STRANGER_ADDRESS } from "./scenario";

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

/** Puts CloudTrail records on the default bus, as S3's own events come to it. */
export async function putRecords({ events }: AwsClients, records: readonly Fields[]): Promise<void> {
  for (let from = 0; from < records.length; from += MOST_EVENTS) {
    const entries = records.slice(from, from + MOST_EVENTS).map((record) => ({
      Source: "aws.s3",
      DetailType: "AWS API Call via CloudTrail",
      Detail: JSON.stringify(record),
    }));
    const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: entries }));
    expect(FailedEntryCount).toBe(0);
  }
}
