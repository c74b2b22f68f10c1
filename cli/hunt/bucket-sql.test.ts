import { bucketIdentity } from "@palisade/engine/events/bucket-identity";
import { copiedBucket } from "@palisade/engine/events/cloudtrail/copied-read";
import type { Fields } from "@palisade/engine/events/fields";
import { toTrino } from "@palisade/engine/hunts/sql/dialect";
import { BUCKET, COPIED_BUCKET, COPIED_THROUGH, UNRESOLVED } from "@palisade/engine/hunts/sql/sql-parts";
import fc from "fast-check";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import { huntTables } from "../../testing/fixtures/hunt-fixture";

const name = fc.constantFrom(
  undefined,
  "",
  "data",
  "mirror",
  "door-1",
  "arn:aws:s3:eu-central-1:111122223333:accesspoint/door",
  "arn:aws:s3::111122223333:accesspoint/abc.mrap",
  "door-abc-s3alias",
  "door-abc--ol-s3",
  "abc.mrap",
);
const host = fc.constantFrom(
  undefined,
  "door-1.s3-accesspoint.eu-central-1.amazonaws.com",
  "data.s3.eu-central-1.amazonaws.com",
  "s3.eu-central-1.amazonaws.com",
  "abc.mrap.accesspoint.s3-global.amazonaws.com",
  "111122223333.s3-control.eu-central-1.amazonaws.com",
);
const source = fc.constantFrom(
  undefined,
  "data/a.csv",
  "/mirror/a.csv",
  "%2Fdata%2Fa.csv?versionId=1",
  "d%61ta/a.csv",
  "third/100%.csv",
  "door-abc-s3alias/a.csv",
  "nothing",
  "arn:aws:s3:eu-central-1:111122223333:accesspoint/door/object/a.csv",
  "arn%3Aaws%3As3%3Aeu-central-1%3A444455556666%3Aaccesspoint%2Fother%2Fobject%2Fa.csv",
);
const resource = fc.constantFrom(
  "arn:aws:s3:::data",
  "arn:aws:s3:::data/a.csv",
  "arn:aws-cn:s3:::mirror",
  "arn:aws:s3:::third",
  "arn:aws:s3:eu-central-1:111122223333:accesspoint/door",
);
const record = fc
  .record({
    eventName: fc.constantFrom("CopyObject", "UploadPartCopy", "GetObject"),
    eventSource: fc.constantFrom("s3.amazonaws.com", "s3-object-lambda.amazonaws.com", "athena.amazonaws.com"),
    requestParameters: fc.record({ bucketName: name, Host: host, "x-amz-copy-source": source }),
    resources: fc.option(
      fc.array(resource, { maxLength: 4 }).map((arns) => arns.map((ARN) => ({ ARN }))),
      {
        nil: undefined,
      },
    ),
  })
  .map((fields) => cloudTrail(fields));

function expected(one: Fields): readonly (string | null)[] {
  const identity = bucketIdentity(one);
  const read = copiedBucket(one, identity);
  return [identity, read].flatMap((each) => [
    each.kind === "named" ? each.bucket : null,
    each.kind === "unresolved" ? each.through : null,
  ]);
}

/** The two of the bucket that it writes to, or is about, and of the one that it copies. */
const COLUMNS = [BUCKET, UNRESOLVED, COPIED_BUCKET, COPIED_THROUGH].join(", ");

describe("the buckets of a request in SQL", () => {
  it("are those that the detector finds", async () => {
    const records = fc.sample(record, 3000);
    const cloudtrail = records.map((one, index) => ({ ...one, apiVersion: String(index) }));
    const connection = await huntTables({ cloudtrail });
    const reader = await connection.runAndReadAll(
      `SELECT ${COLUMNS} FROM cloudtrail ORDER BY CAST(apiversion AS INTEGER)`,
    );
    expect(reader.getRowsJson()).toEqual(records.map(expected));
    connection.closeSync();
  });

  it("are written out for Athena, which knows none of the functions that a cache has for them", () => {
    expect(toTrino(COLUMNS)).not.toMatch(/bucket_of|copied_bucket|resource_buckets|resource_arns/);
  });
});
