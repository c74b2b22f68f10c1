import * as fc from "fast-check";
import * as z from "zod";
import { anAlert } from "../../../testing/fixtures/alert-fixture";
import { hostileAlert, WIDE_CHARACTERS, worstAlert } from "../../../testing/fixtures/hostile-text-fixture";
import { received } from "../../../testing/fixtures/received-alert-fixture";
import { ocsfFinding } from "./ocsf";

// As in ocsf/ocsf-schema 1.4.0: events/findings/{finding,detection_finding}.json, objects/{finding_info,metadata,product,analytic,
// evidences,api,actor,user,network_endpoint,resource_details}.json and profiles/cloud.json, with what they require.
const time = z.int().min(0);
const finding = z
  .strictObject({
    activity_id: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    activity_name: z.enum(["Create", "Update", "Close"]),
    category_uid: z.literal(2),
    category_name: z.literal("Findings"),
    class_uid: z.literal(2004),
    class_name: z.literal("Detection Finding"),
    type_uid: z.int(),
    severity_id: z.int().min(1).max(5),
    severity: z.enum(["Informational", "Low", "Medium", "High", "Critical"]),
    status_id: z.literal(1),
    status: z.literal("New"),
    is_alert: z.boolean(),
    time,
    start_time: time,
    end_time: time,
    count: z.int().min(1),
    message: z.string(),
    metadata: z.strictObject({
      version: z.literal("1.4.0"),
      uid: z.string(),
      product: z.strictObject({
        name: z.string(),
        vendor_name: z.string(),
        feature: z.strictObject({ uid: z.string() }),
      }),
      profiles: z.tuple([z.literal("cloud")]),
      original_time: z.string(),
    }),
    finding_info: z.strictObject({
      uid: z.string().min(1),
      title: z.string(),
      desc: z.string(),
      analytic: z.strictObject({ uid: z.string(), name: z.string(), type_id: z.literal(1), type: z.literal("Rule") }),
      first_seen_time: time,
      last_seen_time: time,
    }),
    cloud: z.strictObject({
      provider: z.literal("AWS"),
      region: z.string().optional(),
      account: z.strictObject({ uid: z.string().min(1) }).optional(),
    }),
    resources: z.array(
      z.strictObject({ type: z.string(), name: z.string().optional(), uid: z.string(), region: z.string().optional() }),
    ),
    evidences: z.array(
      z.strictObject({
        api: z.strictObject({
          operation: z.string(),
          service: z.strictObject({ name: z.string() }).optional(),
          response: z.strictObject({ error: z.string() }).optional(),
        }),
        actor: z
          .strictObject({
            user: z.strictObject({
              uid: z.string(),
              type: z.string(),
              account: z.strictObject({ uid: z.string() }).optional(),
              has_mfa: z.boolean().optional(),
            }),
          })
          .optional(),
        src_endpoint: z
          .union([z.strictObject({ ip: z.union([z.ipv4(), z.ipv6()]) }), z.strictObject({ svc_name: z.string() })])
          .optional(),
        http_request: z.strictObject({ user_agent: z.string() }).optional(),
        data: z.strictObject({ event_id: z.string() }),
      }),
    ),
    remediation: z.strictObject({ desc: z.string() }),
    unmapped: z.record(z.string(), z.unknown()),
  })
  .refine(({ type_uid, class_uid, activity_id }) => type_uid === class_uid * 100 + activity_id);

const written = (alert: Parameters<typeof received>[0]): unknown =>
  JSON.parse(JSON.stringify(ocsfFinding(received(alert))));

describe("ocsfFinding", () => {
  it("is a Detection Finding about the bucket, the object and the caller", () => {
    expect(finding.parse(written(anAlert({ service: "s3.amazonaws.com" })))).toMatchObject({
      type_uid: 200401,
      severity_id: 3,
      finding_info: { analytic: { uid: "s3.blocked-outside-allowlist" } },
      cloud: { region: "eu-central-1", account: { uid: "111122223333" } },
      resources: [
        { type: "AWS::S3::Bucket", uid: "sensitive-data" },
        { type: "AWS::S3::Object", uid: "sensitive-data/reports/2026.csv" },
      ],
      evidences: [
        {
          api: { operation: "GetObject", service: { name: "s3.amazonaws.com" }, response: { error: "AccessDenied" } },
          actor: { user: { uid: "arn:aws:iam::111122223333:user/alice", type: "user", has_mfa: false } },
          src_endpoint: { ip: "198.51.100.23" },
        },
      ],
    });
  });

  it("is one finding for one incident: created, updated, closed, and looked at by no one yet", () => {
    const kinds = (["opened", "raised", "closed"] as const).map((kind, index) =>
      finding.parse(written(anAlert({}, { id: `7.${index}`, kind }))),
    );
    expect(kinds.map(({ activity_name }) => activity_name)).toEqual(["Create", "Update", "Close"]);
    expect(new Set(kinds.map(({ finding_info }) => finding_info.uid)).size).toBe(1);
    expect(new Set(kinds.map(({ metadata }) => metadata.uid)).size).toBe(3);
    expect(kinds.map(({ is_alert }) => is_alert)).toEqual([true, true, false]);
  });

  it("invents no caller for another service's finding", () => {
    const found = finding.parse(written(anAlert({ actor: "aws.guardduty", actorKind: "service" })));
    expect(found.evidences[0]?.actor).toBeUndefined();
  });

  it("keeps to the schema, whatever comes in", () => {
    void fc.assert(fc.property(hostileAlert, (alert) => void finding.parse(written(alert))));
    for (const char of WIDE_CHARACTERS) finding.parse(written(worstAlert(char)));
  });
});
