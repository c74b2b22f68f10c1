import { accessLogEvent } from "../../testing/fixtures/access-log-fixture";
import { cloudTrail, FOREIGN, IDENTITIES, OWNER } from "../../testing/fixtures/cloudtrail-fixture";
import type { Fields } from "../events/fields";
import { bucketStanding } from "./bucket-standing";
import { createInventory, type Inventory } from "./inventory";
import { ownAccount } from "./own-account";
import { bucketOfLine, bucketsOfRecord, sightingOfLine, sightingOfRecord } from "./sighting";

function inventoryOf(
  records: readonly Fields[],
  lines: readonly Parameters<typeof accessLogEvent>[0][] = [],
): Inventory {
  const tally = createInventory();
  for (const record of records) {
    tally.addRecords(sightingOfRecord(record, Date.parse(String(record["eventTime"]))));
    for (const one of bucketsOfRecord(record)) tally.addRequests(one);
  }
  for (const line of lines) {
    const event = accessLogEvent(line);
    tally.addRecords(sightingOfLine(event));
    tally.addRequests(bucketOfLine(event));
  }
  return tally.result();
}

function resourcesOf(bucket: string, accountId: string): Fields {
  return {
    requestParameters: { bucketName: bucket },
    resources: [
      { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/key` },
      { accountId, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` },
    ],
  };
}

const inBucket = (bucketName: string) => ({ requestParameters: { bucketName } });
const manages = { managementEvent: true, eventCategory: "Management" };

describe("an inventory", () => {
  it("counts records, accounts, regions and days", () => {
    const inventory = inventoryOf(
      [
        cloudTrail(),
        cloudTrail({ awsRegion: "us-east-1", eventTime: "2026-03-03T10:00:00Z" }),
        cloudTrail({ recipientAccountId: FOREIGN }),
      ],
      [{}],
    );
    expect(inventory).toMatchObject({
      records: { cloudtrail: 3, "access-log": 1, finding: 0 },
      accounts: [
        { name: OWNER, records: 2 },
        { name: FOREIGN, records: 1 },
      ],
      requesters: [{ name: OWNER, records: 1 }],
      regions: [
        { name: "eu-central-1", records: 3 },
        { name: "us-east-1", records: 1 },
      ],
      days: [20513, 20515],
    });
  });

  it("lists buckets with their regions, of which requests for objects know better than calls about the bucket", () => {
    const [bucket] = inventoryOf([
      cloudTrail({ ...manages, eventName: "GetBucketLocation", awsRegion: "us-east-1" }),
      cloudTrail({ ...manages, eventName: "GetBucketLocation", awsRegion: "us-east-1" }),
      cloudTrail(),
    ]).buckets;
    expect(bucket).toEqual({
      name: "sensitive-data",
      requests: 3,
      forObjects: 1,
      answered: 3,
      owner: undefined,
      accounts: [{ name: OWNER, records: 3 }],
      hasAccessLog: false,
      regions: [{ name: "eu-central-1", records: 1 }],
      receivesLogs: false,
    });
  });

  it("takes the region of a bucket from its host in access logs", () => {
    const [bucket] = inventoryOf([], [{ hostHeader: "sensitive-data.s3.us-west-2.amazonaws.com" }]).buckets;
    expect(bucket?.regions).toEqual([{ name: "us-west-2", records: 1 }]);
  });

  it("sees both buckets of a copy that succeeded, and only one of a copy that failed", () => {
    const copy = (errorCode?: string) =>
      inventoryOf([
        cloudTrail({
          eventName: "CopyObject",
          errorCode,
          requestParameters: { bucketName: "destination", "x-amz-copy-source": "source/key" },
        }),
      ]).buckets.map(({ name }) => name);
    expect(copy()).toEqual(["destination", "source"]);
    expect(copy("AccessDenied")).toEqual(["destination"]);
  });

  it("ignores calls of other services, and access points whose bucket is not named", () => {
    const { buckets } = inventoryOf([
      cloudTrail({ eventSource: "athena.amazonaws.com" }),
      cloudTrail(inBucket("arn:aws:s3:eu-central-1:111122223333:accesspoint/reports")),
    ]);
    expect(buckets).toEqual([]);
  });

  it("takes no other text for an account", () => {
    expect(inventoryOf([cloudTrail({ recipientAccountId: "anonymous" })]).accounts).toEqual([]);
  });
});

describe("the own account", () => {
  it("is the one whose trail most records are from, and names the others", () => {
    const inventory = inventoryOf([cloudTrail({ recipientAccountId: FOREIGN }), cloudTrail(), cloudTrail()]);
    expect(ownAccount(inventory)).toEqual({ account: OWNER, by: "trail", others: [FOREIGN] });
  });

  it("is the account of most answered requesters where there are access logs only", () => {
    const stranger = { requester: `arn:aws:iam::${FOREIGN}:user/mallory`, status: "403" };
    const inventory = inventoryOf([], [stranger, stranger, {}]);
    expect(ownAccount(inventory)).toEqual({ account: OWNER, by: "requester", others: [] });
  });

  it("is not known where no log names one", () => {
    expect(ownAccount(inventoryOf([]))).toBeUndefined();
    expect(ownAccount(inventoryOf([], [{ requester: "-" }]))).toBeUndefined();
  });
});

describe("a bucket's standing", () => {
  const standing = (records: readonly Fields[], lines: Parameters<typeof inventoryOf>[1] = []) =>
    inventoryOf(records, lines).buckets.map((bucket) => bucketStanding(bucket, OWNER));

  it("is own where records name the account as its owner, or S3 delivers its access log", () => {
    expect(standing([cloudTrail({ ...resourcesOf("b1", OWNER), errorCode: "AccessDenied" })])).toEqual(["own"]);
    expect(standing([], [{ status: "403" }])).toEqual(["own"]);
  });

  it("is own where a call succeeded that only the owner's account may make", () => {
    expect(standing([cloudTrail({ ...manages, eventName: "GetBucketPolicy" })])).toEqual(["own"]);
    expect(standing([cloudTrail({ ...manages, eventName: "GetBucketPolicy", errorCode: "AccessDenied" })])).toEqual([
      "unproven",
    ]);
  });

  it("is foreign where records name another owner, for any caller", () => {
    expect(standing([cloudTrail(resourcesOf("theirs", FOREIGN))])).toEqual(["foreign"]);
    expect(standing([cloudTrail({ ...manages, eventName: "CreateBucket", recipientAccountId: FOREIGN })])).toEqual([
      "foreign",
    ]);
  });

  it("is unproven where no record says whose it is, even where S3 answered: it may be a thief's", () => {
    expect(standing([cloudTrail({ errorCode: "NoSuchBucket" })])).toEqual(["unproven"]);
    expect(standing([cloudTrail({ eventName: "PutObject" })])).toEqual(["unproven"]);
    expect(standing([cloudTrail({ recipientAccountId: FOREIGN })])).toEqual(["unproven"]);
  });

  it("is logs where a service of AWS writes logs into it", () => {
    const written = { ...resourcesOf("trail", OWNER), eventName: "PutObject", userIdentity: IDENTITIES.service };
    expect(standing([cloudTrail(written)])).toEqual(["logs"]);
    expect(standing([cloudTrail({ ...written, errorCode: "AccessDenied" })])).toEqual(["own"]);
    expect(standing([], [{ requester: "svc:logging.s3.amazonaws.com", operation: "REST.PUT.OBJECT" }])).toEqual([
      "logs",
    ]);
  });
});
