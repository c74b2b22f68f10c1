import fc from "fast-check";
import { cloudTrail } from "../../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings } from "../../../testing/test-detection";
import { type Fields, fieldsOf } from "../../events/fields";
import { parseEvents } from "../../events/parse-events";
import { DETECTIONS } from "../registry";
import { createEngine } from "./engine";

const ON_S3_CALLS = DETECTIONS.filter(({ id, kind }) => kind === "call" && id.startsWith("s3."));

const engine = createEngine(detectorSettings(), ON_S3_CALLS);

const NAMES = [
  ...new Set(
    ON_S3_CALLS.flatMap(({ patterns }) => patterns(detectorSettings())).flatMap(({ detail }) => {
      const names = fieldsOf(detail)["eventName"];
      return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
    }),
  ),
];

/** The elements that the detections look for, at any depth. */
const ELEMENTS = [
  "bucketPolicy",
  "Statement",
  "Effect",
  "Principal",
  "NotPrincipal",
  "AWS",
  "Condition",
  "Action",
  "AccessControlPolicy",
  "AccessControlList",
  "accessControlList",
  "Grant",
  "Grantee",
  "URI",
  "x-amz-acl",
  "PublicAccessBlockConfiguration",
  "OwnershipControls",
  "CORSConfiguration",
  "CORSRule",
  "LifecycleConfiguration",
  "ReplicationConfiguration",
  "Rule",
  "Destination",
  "Expiration",
  "Filter",
  "VersioningConfiguration",
  "BucketLoggingStatus",
  "LoggingEnabled",
  "ServerSideEncryptionConfiguration",
  "ApplyServerSideEncryptionByDefault",
  "BlockedEncryptionTypes",
  "KMSMasterKeyID",
  "NotificationConfiguration",
  "ObjectLockConfiguration",
  "DefaultRetention",
  "WebsiteConfiguration",
  "LegalHold",
  "Policy",
  "omitted",
];

const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", maxDepth: 6 },
    fc.constantFrom<unknown>(null, true, "true", "", "*", "Allow", "Deny", "Enabled", 0, 7, -1, "arn:aws:iam::x:y"),
    fc.dictionary(fc.constantFrom(...ELEMENTS), tie("value")),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
}));

const parameters = fc.dictionary(fc.constantFrom(...ELEMENTS), anything);

function failuresOf(eventName: string, requestParameters: unknown): readonly unknown[] {
  const parsed = parseEvents(cloudTrail({ eventName, requestParameters }));
  const events = parsed.kind === "events" ? parsed.events : [];
  return events.flatMap((event) => engine.detect(event, ON_S3_CALLS).failures.map(({ error }) => error));
}

describe("detections on S3 calls", () => {
  it("survive requests of any shape", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), parameters, (name, given) => {
        expect(failuresOf(name, given)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([null, "text", [], 7])("survive %j in place of the parameters", (given) => {
    expect(NAMES.flatMap((name) => failuresOf(name, given))).toEqual([]);
  });

  it("survive a policy as large as a record can be", () => {
    const networks = Array.from({ length: 4000 }, (_, i) => `2001:db8:${i.toString(16)}::/48`);
    const statement: Fields = {
      Sid: "PalisadePerimeter",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Condition: { NotIpAddress: { "aws:SourceIp": networks } },
    };
    expect(failuresOf("PutBucketPolicy", { bucketPolicy: { Statement: statement } })).toEqual([]);
  });
});
