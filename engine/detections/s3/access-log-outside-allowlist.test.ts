import { LIFECYCLE_LINE, OWNER_ID } from "../../../testing/fixtures/access-log-fixture";
import { describeAccessLogDetection } from "../../../testing/test-access-log-detection";
import { detectorSettings, samplePerimeter } from "../../../testing/test-detection";
import { s3AccessLogOutsideAllowlist } from "./access-log-outside-allowlist";

const SESSION = "arn:aws:sts::111122223333:assumed-role";

describeAccessLogDetection(s3AccessLogOutsideAllowlist, {
  matches: [
    [
      "an answer to an address that the perimeter does not allow, with all that an analyst asks for",
      {},
      {
        severity: "high",
        cause: "hole",
        bucket: "sensitive-data",
        key: "reports/2026.csv",
        event: "REST.GET.OBJECT",
        readOnly: true,
        region: "eu-central-1",
        account: "111122223333",
        sourceIp: "198.51.100.23",
        userAgent: "aws-cli/2.18.5 md/awscrt#0.22.0",
        actor: "arn:aws:iam::111122223333:user/alice",
        actorArn: "arn:aws:iam::111122223333:user/alice",
        details: { "HTTP status": "200", "Bytes sent": "1024" },
        dedupKey: "s3.access-log-outside-allowlist|arn:aws:iam::111122223333:user/alice|sensitive-data|198.51.100.23",
        summary:
          "arn:aws:iam::111122223333:user/alice was answered REST.GET.OBJECT on bucket sensitive-data from 198.51.100.23, which the perimeter sensitive-data does not let in",
      },
    ],
    ["an answer that there is nothing new", { status: "304", bytesSent: "-" }, { severity: "high" }],
    [
      "an answer where the perimeter only observes",
      { bucket: "observed-data" },
      { severity: "high", cause: "observed" },
    ],
    [
      "a refusal, which is milder",
      { status: "403", errorCode: "AccessDenied" },
      { severity: "medium", cause: "perimeter-likely", errorCode: "AccessDenied" },
    ],
    [
      "a refusal where the perimeter only observes",
      { bucket: "observed-data", status: "403", errorCode: "AccessDenied" },
      { severity: "medium", cause: "other-policy" },
    ],
    ...["NoSuchKey", "PreconditionFailed", "SlowDown", "InvalidObjectState", "InternalError"].map(
      (errorCode) =>
        [
          `a request that ended in ${errorCode}, which is no refusal`,
          { status: "404", errorCode },
          { severity: "medium", summary: expect.stringContaining(`got the error ${errorCode} for REST.GET.OBJECT`) },
        ] as const,
    ),
    [
      "an error without a code",
      { status: "503" },
      { severity: "medium", summary: expect.stringContaining("the error 503") },
    ],
    [
      "a status that says refused, without a code",
      { status: "403" },
      { summary: expect.stringContaining("refused with 403") },
    ],
    ["an IPv6 address", { remoteIp: "2001:db8:2::1" }, { sourceIp: "2001:db8:2::1" }],
    ["an address that is masked, and so on no list", { remoteIp: "xx.xx.41.39" }, { sourceIp: "xx.xx.41.39" }],
    ["a caller without credentials", { requester: "-" }, { actor: "anonymous", actorKind: "anonymous" }],
    ["a caller who is only known by a canonical user id", { requester: "b2".repeat(32) }, { actor: "b2".repeat(32) }],
    ["the owner's account by its canonical user id", { requester: OWNER_ID }, { actor: OWNER_ID }],
    ["a session of a role that is not allowed", { requester: `${SESSION}/app/i-0abc` }, { actor: `${SESSION}/app` }],
    ["a write", { operation: "REST.PUT.OBJECT" }, { readOnly: false }],
    [
      "a refused listing where the scope is data, which the statement does not deny",
      { bucket: "guarded-objects", operation: "REST.GET.BUCKET", key: "-", status: "403", errorCode: "AccessDenied" },
      { severity: "medium", cause: "other-policy" },
    ],
    [
      "a batch deletion where the scope is data",
      { bucket: "guarded-objects", operation: "REST.POST.MULTI_OBJECT_DELETE", key: "-" },
    ],
    ["a request without a host that tells the region", { hostHeader: "-" }, { bucket: "sensitive-data" }],
  ],
  ignores: [
    ["an address that is allowed", { remoteIp: "203.0.113.9" }],
    ["an IPv6 address that is allowed", { remoteIp: "2001:db8:1::9" }],
    ["an IPv4 address that is allowed, written as IPv6", { remoteIp: "::ffff:203.0.113.9" }],
    ["a line without an address", { remoteIp: "-" }],
    ["a service's name in its place", { remoteIp: "s3.amazonaws.com" }],
    ["AWS's own network", { remoteIp: "aws.internal" }],
    ["an AWS service", { requester: "svc:delivery.logs.amazonaws.com" }],
    ["a lifecycle rule", LIFECYCLE_LINE],
    ["a private address, which may stand behind an endpoint that is allowed", { remoteIp: "10.0.0.1" }],
    ["a bucket without a perimeter", { bucket: "elsewhere" }],
    ["a role that is allowed", { requester: `${SESSION}/break-glass/bob` }],
    [
      "a listing where the scope is data, which the statement does not cover",
      { bucket: "guarded-objects", operation: "REST.GET.BUCKET", key: "-" },
    ],
    ["a load balancer's logs", { requester: "arn:aws:iam::054676820928:root", operation: "REST.PUT.OBJECT" }],
    [
      "the account that delivers logs",
      { requester: "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0", operation: "REST.PUT.OBJECT" },
    ],
    ["a browser's preflight request", { operation: "REST.OPTIONS.PREFLIGHT", key: "-", requester: "-" }],
    [
      "a bucket's settings where the scope is data",
      { bucket: "guarded-objects", operation: "REST.GET.VERSIONING", key: "-" },
    ],
  ],
});

const letIn = (...principals: readonly string[]) => {
  const allow = { cidrs: ["10.0.0.0/8"], vpcs: [], vpcEndpoints: [], principals, awsServices: true };
  return detectorSettings({ perimeters: [samplePerimeter("sensitive-data", { allow })] });
};

describe("with roles under paths, the owner and private networks allowed,", () => {
  describeAccessLogDetection(s3AccessLogOutsideAllowlist, {
    settings: letIn("arn:aws:iam::111122223333:role/team/deployer", "arn:aws:iam::111122223333:root"),
    matches: [
      ["a role of another name", { requester: `${SESSION}/app/i-0abc` }],
      ["a role of another account", { requester: "arn:aws:sts::444455556666:assumed-role/deployer/x" }],
      ["someone else's account", { requester: "b2".repeat(32) }],
      [
        "a private address outside the networks, where no endpoint is allowed",
        { remoteIp: "192.168.0.1", requester: "-" },
      ],
    ],
    ignores: [
      ["a session of the role, whose path the line leaves out", { requester: `${SESSION}/deployer/ci` }],
      ["the owner by its canonical user id", { requester: OWNER_ID }],
      ["a private address of the networks", { remoteIp: "10.0.0.1" }],
    ],
  });
});

describe("with buckets to monitor", () => {
  describeAccessLogDetection(s3AccessLogOutsideAllowlist, {
    settings: detectorSettings({ monitoredBuckets: ["observed-data"] }),
    matches: [["one of them", { bucket: "observed-data" }]],
    ignores: [["another protected bucket", {}]],
  });
});

describe("without any buckets to monitor", () => {
  describeAccessLogDetection(s3AccessLogOutsideAllowlist, {
    settings: detectorSettings({ monitoredBuckets: [] }),
    matches: [["every bucket with a perimeter", {}]],
    ignores: [["one without", { bucket: "elsewhere" }]],
  });
});
