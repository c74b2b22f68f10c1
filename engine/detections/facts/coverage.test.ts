import { accessLogEvent } from "../../../testing/fixtures/access-log-fixture";
import { cloudTrailEvent } from "../../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings } from "../../../testing/test-detection";
import { contextOf } from "../engine/context";
import { judgeLine } from "./access-log-judge";
import { judge } from "./judge";

const context = contextOf(detectorSettings());

/** The same requests as the two logs name them, without a key where they are about a bucket. */
const REQUESTS: readonly (readonly [call: string, operation: string, hasKey: boolean])[] = [
  ["GetObject", "REST.GET.OBJECT", true],
  ["HeadObject", "REST.HEAD.OBJECT", true],
  ["PutObject", "REST.PUT.OBJECT", true],
  ["PostObject", "REST.POST.OBJECT", false],
  ["CopyObject", "REST.COPY.OBJECT", true],
  ["UploadPart", "REST.PUT.PART", true],
  ["DeleteObject", "REST.DELETE.OBJECT", true],
  ["DeleteObjects", "REST.POST.MULTI_OBJECT_DELETE", false],
  ["ListObjects", "REST.GET.BUCKET", false],
  ["ListObjectVersions", "REST.GET.BUCKETVERSIONS", false],
  ["ListMultipartUploads", "REST.GET.UPLOADS", false],
  ["HeadBucket", "REST.HEAD.BUCKET", false],
  ["GetBucketVersioning", "REST.GET.VERSIONING", false],
  ["PutBucketPolicy", "REST.PUT.BUCKETPOLICY", false],
];

it.each(["sensitive-data", "guarded-objects"])("access logs and CloudTrail are judged alike in %s", (bucketName) => {
  for (const [eventName, operation, hasKey] of REQUESTS) {
    const call = cloudTrailEvent({ eventName, requestParameters: { bucketName, ...(!hasKey && { key: undefined }) } });
    const line = accessLogEvent({ bucket: bucketName, operation, ...(!hasKey && { key: "-" }) });
    const verdict = (judgement: ReturnType<typeof judge> | ReturnType<typeof judgeLine>) =>
      judgement && [judgement.caller.kind, judgement.isCovered];
    expect([operation, verdict(judgeLine(line, context))]).toEqual([operation, verdict(judge(call, context))]);
  }
});
