import * as fc from "fast-check";
import * as z from "zod";
import { anAlert } from "../../../testing/fixtures/alert-fixture";
import { expectPlain, RUNBOOKS, textsOf } from "../../../testing/fixtures/channel-fixture";
import { hostileAlert, WIDE_CHARACTERS, worstAlert } from "../../../testing/fixtures/hostile-text-fixture";
import { received } from "../../../testing/fixtures/received-alert-fixture";
import type { Alert } from "../../alerts/alert";
import { isOwnFinding } from "../../detections/facts/own-finding";
import { type AsffFinding, securityHubAlert } from "./alert";

const target = { partition: "aws", region: "eu-central-1", account: "111122223333", ...RUNBOOKS };

// As documented at https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html; the API's NonEmptyString.
const text = (longest: number) => z.string().regex(/\S/).max(longest);
const finding = z.strictObject({
  SchemaVersion: z.literal("2018-10-08"),
  Id: text(512),
  ProductArn: z.string().min(12).max(2048),
  GeneratorId: text(512),
  AwsAccountId: z.string().regex(/^\d{12}$/),
  CreatedAt: z.iso.datetime(),
  UpdatedAt: z.iso.datetime(),
  FirstObservedAt: z.iso.datetime(),
  LastObservedAt: z.iso.datetime(),
  Title: text(256),
  Description: text(1024),
  FindingProviderFields: z.strictObject({
    Severity: z.strictObject({
      Label: z.enum(["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"]),
      Original: text(64),
    }),
    Types: z
      .array(
        text(512).regex(
          /^(Software and Configuration Checks|TTPs|Effects|Unusual Behaviors|Sensitive Data Identifications)(\/|$)/,
        ),
      )
      .max(50),
  }),
  Remediation: z.strictObject({
    Recommendation: z.strictObject({ Text: text(512), Url: z.url({ protocol: /^https$/ }).optional() }),
  }),
  ProductFields: z.record(text(128), text(2048)).refine((fields) => Object.keys(fields).length <= 50),
  Network: z
    .strictObject({ Direction: z.literal("IN"), SourceIpV4: z.ipv4().optional(), SourceIpV6: z.ipv6().optional() })
    .optional(),
  Resources: z
    .array(
      z.strictObject({
        Type: text(256),
        Id: text(512),
        Partition: z.enum(["aws", "aws-cn", "aws-us-gov"]),
        Region: text(16),
      }),
    )
    .min(1)
    .max(32),
  RecordState: z.literal("ACTIVE"),
});

function findingOf(alert: Alert): AsffFinding {
  const made = securityHubAlert(received(alert), target);
  finding.parse(made);
  expect(Buffer.byteLength(JSON.stringify(made))).toBeLessThan(240_000);
  return made;
}

describe("securityHubAlert", () => {
  it("is a finding of the account's default product about the bucket", () => {
    expect(findingOf(anAlert())).toMatchObject({
      ProductArn: "arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default",
      GeneratorId: "palisade/s3.blocked-outside-allowlist",
      Title: "S3 request from outside the allowlist was blocked",
      FindingProviderFields: { Severity: { Label: "MEDIUM" }, Types: ["Unusual Behaviors/Data"] },
      Resources: [{ Type: "AwsS3Bucket", Id: "arn:aws:s3:::sensitive-data", Region: "eu-central-1" }],
      Network: { Direction: "IN", SourceIpV4: "198.51.100.23" },
      Remediation: { Recommendation: { Url: "https://docs.example.com/runbooks/s3.blocked-outside-allowlist.md" } },
    });
  });

  it("is updated by the incident's later alerts, and stays active", () => {
    const [opened, closed] = [
      findingOf(anAlert({}, { id: "7.0" })),
      findingOf(
        anAlert({}, { id: "7.1", kind: "closed", count: 4313, more: 4312, detectedAt: Date.UTC(2026, 2, 1, 12) }),
      ),
    ];
    expect(closed.Id).toBe(opened.Id);
    expect(Date.parse(closed.UpdatedAt)).toBeGreaterThan(Date.parse(opened.UpdatedAt));
    expect(closed.ProductFields["palisade/Count"]).toBe("4313");
    expect(closed.RecordState).toBe("ACTIVE");
  });

  it("is known again by the feed of Security Hub's findings, which would alert on it without end", () => {
    expect(isOwnFinding({ ...findingOf(anAlert()) })).toBe(true);
  });

  it("names the account that calls, as Security Hub demands, and the alert's own beside it", () => {
    const made = findingOf(anAlert({ account: "222233334444" }));
    expect(made.AwsAccountId).toBe("111122223333");
    expect(made.ProductFields["palisade/Account"]).toBe("222233334444");
  });

  it("names the resource of a finding, and the account where there is none", () => {
    const { bucket: _, ...rest } = anAlert().match;
    const alert = { ...anAlert(), match: rest };
    expect(findingOf(alert).Resources[0]).toMatchObject({ Type: "AwsAccount", Id: "AWS::::Account:111122223333" });
    const key = "arn:aws:kms:eu-central-1:111122223333:key/1";
    expect(findingOf({ ...alert, match: { ...rest, resource: key } }).Resources[0]).toMatchObject({ Id: key });
  });

  it("stays text and within its limits, whatever comes in", () => {
    const expectSafe = (alert: Alert): void => expectPlain(textsOf(findingOf(alert), ["Url"]));
    void fc.assert(fc.property(hostileAlert, expectSafe), { numRuns: 100 });
    for (const char of WIDE_CHARACTERS) expectSafe(worstAlert(char));
  });
});
