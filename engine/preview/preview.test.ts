import { cloudTrail, IDENTITIES, OWNER } from "../../testing/fixtures/cloudtrail-fixture";
import { logLine, previewOf, requests } from "../../testing/fixtures/preview-fixture";
import { groupRequests } from "../../testing/group-requests";
import { detectorSettings, samplePerimeter, TRUSTED } from "../../testing/test-detection";
import type { Fields } from "../events/fields";
import { requestsOf } from "./caller";
import { alreadyRefused, bucketsOf, cutOff, enforced, losingAccess, preview, strangersStopped } from "./preview";

const bucket = (bucketName: string) => ({ requestParameters: { bucketName } });
const REFUSED = { errorCode: "AccessDenied", errorMessage: "Access Denied" };

const byDoor = { requestParameters: { bucketName: "door-abc-s3alias" } };
const BEHIND = { ...byDoor, resources: [{ type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::sensitive-data" }] };

describe("preview", () => {
  it("judges requests by access points by the bucket behind, if the record names it", () => {
    const result = previewOf([...requests(2, BEHIND), ...requests(3, byDoor), ...requests(1)]);
    expect(result.requests).toMatchObject({ denied: 3, undecided: 0 });
    expect(result.denied.map((caller) => [caller.bucket, requestsOf(caller)])).toEqual([["sensitive-data", 3]]);
  });

  describe("of copies", () => {
    const copy = (source: string, bucketName: string, overrides: Fields = {}) =>
      requests(1, {
        eventName: "CopyObject",
        requestParameters: { bucketName, key: "a.csv", "x-amz-copy-source": source },
        ...overrides,
      });
    const counts = (records: readonly Fields[]) =>
      previewOf(records).denied.map((caller) => [caller.bucket, caller.actions, caller.outcomes.succeeded]);

    it("cuts off who copies out of a protected bucket, at the bucket that is read", () => {
      const out = [
        ...copy("sensitive-data/a.csv", "elsewhere"),
        ...copy("%2Fsensitive-data%2Fa.csv", "elsewhere", { eventName: "UploadPartCopy" }),
      ];
      expect(counts(out)).toEqual([["sensitive-data", [["GetObject", 2]], 2]]);
      expect(cutOff(previewOf(out)).map((caller) => caller.bucket)).toEqual(["sensitive-data"]);
      expect(counts(out.map((record) => ({ ...record, sourceIPAddress: "203.0.113.9" })))).toEqual([]);
    });

    it("counts a copy into it once, and one within it once", () => {
      const within = [...copy("elsewhere/a.csv", "sensitive-data"), ...copy("sensitive-data/a.csv", "sensitive-data")];
      expect(counts(within)).toEqual([["sensitive-data", [["CopyObject", 2]], 2]]);
      expect(previewOf(within).requests).toMatchObject({ denied: 2, allowed: 0 });
    });

    it("is one caller at each of two protected buckets", () => {
      expect(counts(copy("sensitive-data/a.csv", "observed-data")).toSorted()).toEqual([
        ["observed-data", [["CopyObject", 1]], 1],
        ["sensitive-data", [["GetObject", 1]], 1],
      ]);
    });

    it("says nothing of the bucket that it reads where it failed, for the record does not say which of both refused", () => {
      for (const errorCode of ["AccessDenied", "NoSuchKey"]) {
        expect(previewOf(copy("sensitive-data/a.csv", "elsewhere", { errorCode })).requests).toMatchObject({
          denied: 0,
        });
      }
    });
  });

  it("names who would be cut off, from where, doing what, how often and when", () => {
    const { denied } = previewOf([
      ...requests(2),
      ...requests(1, { eventName: "PutObject", eventTime: "2026-03-03T08:00:00Z" }),
      ...requests(4, { sourceIPAddress: "203.0.113.9" }),
    ]);
    expect(denied).toEqual([
      expect.objectContaining({
        log: "cloudtrail",
        actor: expect.objectContaining({ id: `arn:aws:iam::${OWNER}:user/alice` }),
        standing: "own",
        source: { kind: "public", address: "198.51.100.23" },
        bucket: "sensitive-data",
        perimeter: "sensitive-data",
        mode: "enforce",
        actions: [
          ["GetObject", 2],
          ["PutObject", 1],
        ],
        outcomes: { succeeded: 3, refused: 0, failed: 0 },
        firstSeen: Date.parse("2026-03-01T10:15:30Z"),
        lastSeen: Date.parse("2026-03-03T08:00:00Z"),
        lastSucceeded: Date.parse("2026-03-03T08:00:00Z"),
        days: [20513, 20515],
      }),
    ]);
  });

  it("counts every request once, by what becomes of it and why", () => {
    const result = previewOf([
      ...requests(3),
      ...requests(2, { sourceIPAddress: "203.0.113.9" }),
      ...requests(1, { sourceIPAddress: "10.0.0.9", userIdentity: IDENTITIES.foreign }),
      ...requests(1, { eventName: "PreflightRequest", userIdentity: IDENTITIES.anonymous }),
      ...requests(1, { eventName: "PutBucketPolicy", userIdentity: IDENTITIES.root }),
      ...requests(1, { eventName: "PutBucketAcl", userIdentity: IDENTITIES.root }),
      ...requests(5, bucket("somebody-elses")),
    ]);
    expect(result.requests).toEqual({ allowed: 2, denied: 4, undecided: 1, spared: 2 });
    expect(result.letIn).toEqual({ address: 2, "no-policy-asked": 1, "root-user": 1 });
  });

  it("counts the copies of one request once, and goes by the caller's, which names the caller", () => {
    const shared = { sharedEventID: "shared", userIdentity: IDENTITIES.foreign };
    const named = { ...IDENTITIES.user, arn: "arn:aws:iam::444455556666:user/mallory", accountId: "444455556666" };
    const copies = [
      ...requests(1, shared),
      ...requests(1, { ...shared, userIdentity: named, recipientAccountId: "444455556666" }),
    ];
    for (const records of [copies, copies.toReversed()]) {
      const [caller] = strangersStopped(previewOf(records));
      expect(caller?.actor.id).toBe(named.arn);
      expect(caller && requestsOf(caller)).toBe(1);
    }
  });

  it.each([
    ["own", IDENTITIES.user],
    ["own", IDENTITIES.role],
    ["trusted", { ...IDENTITIES.user, accountId: TRUSTED, arn: `arn:aws:iam::${TRUSTED}:user/bob` }],
    ["stranger", IDENTITIES.foreign],
    ["stranger", IDENTITIES.anonymous],
    ["unknown", null],
  ])("takes for %s a caller with the identity %j", (standing, userIdentity) => {
    const allow = { ...samplePerimeter("x").allow, principals: [], vpcEndpoints: [] };
    const settings = detectorSettings({ perimeters: [samplePerimeter("sensitive-data", { allow })] });
    expect(previewOf(requests(1, { userIdentity }), settings).denied).toEqual([expect.objectContaining({ standing })]);
  });

  it("takes AWS's services for AWS, and cuts them off where they are not allowed", () => {
    const allow = { ...samplePerimeter("x").allow, awsServices: false, principals: [], vpcEndpoints: [] };
    const settings = detectorSettings({ perimeters: [samplePerimeter("sensitive-data", { allow })] });
    const records = requests(1, { userIdentity: IDENTITIES.service, sourceIPAddress: "192.0.2.9" });
    expect(cutOff(previewOf(records, settings))).toEqual([expect.objectContaining({ standing: "aws" })]);
  });

  it("cuts off no one who got nothing before", () => {
    const result = previewOf([...requests(2, REFUSED), ...requests(1, { errorCode: "NoSuchKey" })]);
    expect(cutOff(result)).toEqual([]);
    expect(alreadyRefused(result)).toEqual([
      expect.objectContaining({ outcomes: { succeeded: 0, refused: 2, failed: 1 }, lastSucceeded: undefined }),
    ]);
  });

  it("stops strangers, which cuts off no one", () => {
    const result = previewOf(requests(2, { userIdentity: IDENTITIES.anonymous }));
    expect(cutOff(result)).toEqual([]);
    expect(strangersStopped(result)).toEqual([expect.objectContaining({ detections: ["s3.anonymous-access"] })]);
  });

  it("does not take the perimeter's own detections for a sign of evil", () => {
    expect(previewOf(requests(1)).denied.flatMap(({ detections }) => detections)).toEqual([]);
  });

  it("says what it would have to know of those whom it cannot decide", () => {
    const result = previewOf(requests(2, { sourceIPAddress: "AWS Internal" }));
    expect(result.undecided).toEqual([
      expect.objectContaining({
        because: expect.stringMatching(/^not recorded: source address/),
        outcomes: { succeeded: 2, refused: 0, failed: 0 },
      }),
    ]);
    expect(result.requests.undecided).toBe(2);
  });

  it("reads nothing out of no logs, and says of which buckets it knows nothing", () => {
    const result = previewOf([]);
    expect(result).toMatchObject({
      denied: [],
      undecided: [],
      requests: { allowed: 0, denied: 0, undecided: 0, spared: 0 },
    });
    expect(result.silentBuckets).toEqual(["sensitive-data", "guarded-objects", "observed-data"]);
  });

  it("counts records of other buckets and groups none of them", () => {
    const settings = detectorSettings();
    const records = [...requests(1, bucket("few")), ...requests(3, bucket("many"))];
    const groups = groupRequests(records, bucketsOf(settings));
    expect(groups).toMatchObject({ groups: [], records: { cloudtrail: 4 } });
    expect(preview(groups, settings).silentBuckets).toHaveLength(3);
  });

  it("skips what is no record and no request", () => {
    const settings = detectorSettings();
    const groups = groupRequests([null, "text", {}, ...requests(1)], bucketsOf(settings), ["no line", ""]);
    expect(groups.records).toEqual({ cloudtrail: 1, "access-log": 0 });
    const broken = {
      ...groups,
      groups: groups.groups.map(({ tuple, ...group }) => {
        if (tuple.log !== "cloudtrail") throw new Error("no such line was given");
        return { ...group, tuple: { ...tuple, call: { ...tuple.call, eventName: "" } } };
      }),
    };
    expect(preview(broken, settings).requests.denied).toBe(0);
  });

  it("takes access for lost only where a statement is in force, and only if it was used lately", () => {
    const enforce = previewOf(requests(1));
    const observe = previewOf(requests(1, bucket("observed-data")));
    const at = Date.parse("2026-03-01T10:15:30Z");
    expect(losingAccess(enforce, at)).toHaveLength(1);
    expect(losingAccess(enforce, at + 1)).toHaveLength(0);
    expect(cutOff(observe)).toHaveLength(1);
    expect(losingAccess(observe, 0)).toHaveLength(0);
    expect(losingAccess(previewOf(requests(1, bucket("observed-data")), enforced(detectorSettings())), 0)).toHaveLength(
      1,
    );
  });
});

describe("preview of server access logs", () => {
  const settings = detectorSettings();
  const previewLines = (lines: readonly string[], inside = settings) =>
    preview(groupRequests([], bucketsOf(inside), lines), inside);
  const open = detectorSettings({
    perimeters: [
      samplePerimeter("sensitive-data", { allow: { ...samplePerimeter("x").allow, principals: [], vpcEndpoints: [] } }),
    ],
  });

  it("decides on who and where", () => {
    const { denied } = previewLines([logLine(), logLine({ requestId: "OTHER" }), logLine()]);
    expect(denied).toEqual([
      expect.objectContaining({
        log: "access-log",
        standing: "own",
        actions: [["REST.GET.OBJECT", 2]],
        outcomes: { succeeded: 2, refused: 0, failed: 0 },
      }),
    ]);
  });

  it("allows who is on the list", () => {
    expect(previewLines([logLine({ remoteIp: "203.0.113.9" })]).letIn).toEqual({ address: 1 });
    expect(previewLines([logLine({ requester: "svc:delivery.logs.amazonaws.com", remoteIp: "-" })]).letIn).toEqual({
      "aws-service": 1,
    });
  });

  it.each([
    ["the path of a session's role", { requester: `arn:aws:sts::${OWNER}:assumed-role/app/s` }, "ARN of the principal"],
    ["the endpoint behind a private address", { remoteIp: "10.0.0.9" }, "VPC endpoint"],
    ["an address", { remoteIp: "-" }, "source address"],
    ["whether a service acted", { userAgent: "athena.amazonaws.com" }, "whether it came by way of an AWS service"],
    ["who a canonical user is", { requester: "0123456789abcdef" }, "ARN of the principal"],
  ])("cannot decide without %s", (_, fields, because) => {
    const { undecided } = previewLines([logLine(fields)]);
    expect(undecided).toEqual([expect.objectContaining({ because: expect.stringContaining(because) })]);
  });

  it.each([
    ["anonymous", { requester: "-" }, "stranger"],
    ["of a session", { requester: `arn:aws:sts::${OWNER}:assumed-role/app/s` }, "own"],
    ["of a canonical user", { requester: "0123456789abcdef" }, "unknown"],
  ])("decides what needs no more, as of a request that is %s", (_, fields, standing) => {
    expect(previewLines([logLine(fields)], open).denied).toEqual([expect.objectContaining({ standing })]);
  });

  it.each([
    ["200", "succeeded"],
    ["304", "succeeded"],
    ["403", "refused"],
    ["401", "refused"],
    ["404", "failed"],
    ["-", "failed"],
  ])("takes status %s for %s", (status, outcome) => {
    const [caller] = previewLines([logLine({ status })], open).denied;
    expect(caller?.outcomes).toMatchObject({ [outcome]: 1 });
  });

  it("looks at requests only: neither at what S3 does itself nor twice at a batch", () => {
    const lines = ["S3.EXPIRE.OBJECT", "BATCH.DELETE.OBJECT", "REST.POST.MULTI_OBJECT_DELETE"].map((operation) =>
      logLine({ operation, key: operation.startsWith("REST") ? "-" : "k" }),
    );
    const data = detectorSettings({ perimeters: [samplePerimeter("sensitive-data", { scope: "data" })] });
    expect(previewLines(lines, data).requests).toMatchObject({ denied: 1, allowed: 0 });
  });

  it("leaves actions on the bucket alone in scope data", () => {
    const data = detectorSettings({ perimeters: [samplePerimeter("sensitive-data", { scope: "data" })] });
    expect(previewLines([logLine({ operation: "REST.GET.BUCKET", key: "-" })], data).letIn).toEqual({
      "out-of-scope": 1,
    });
  });
});

it("groups what differs in nothing that a decision asks for, such as sessions and keys", () => {
  const session = (name: string) => ({
    userIdentity: {
      ...IDENTITIES.role,
      arn: `arn:aws:sts::${OWNER}:assumed-role/app/${name}`,
      principalId: `AROA:${name}`,
    },
    requestParameters: { key: name },
  });
  const { groups } = groupRequests(
    [...requests(1, session("a")), ...requests(1, session("b"))],
    new Set(["sensitive-data"]),
  );
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({ count: 2, withMfa: 0 });
  const withMfa = {
    ...IDENTITIES.role,
    sessionContext: { ...IDENTITIES.role.sessionContext, attributes: { mfaAuthenticated: "true" } },
  };
  expect(groupRequests([cloudTrail({ userIdentity: withMfa })], new Set(["sensitive-data"])).groups[0]?.withMfa).toBe(
    1,
  );
});
