import { guardDutyDetail, guardDutyFinding, inApiForm, S3_FINDING } from "../../../testing/fixtures/finding-fixture";
import { describeDetection } from "../../../testing/test-detection";
import type { Fields } from "../../events/fields";
import { findingsGuarddutyThreat } from "./guardduty-threat";

const service = guardDutyDetail()["service"] as object;

describeDetection(findingsGuarddutyThreat, {
  matches: [
    [
      "brute force on SSH of severity 5",
      guardDutyFinding(),
      {
        severity: "medium",
        resource: "i-0a1b2c3d4e5f60718",
        sourceIp: "198.51.100.23",
        summary:
          "GuardDuty reports UnauthorizedAccess:EC2/SSHBruteForce on i-0a1b2c3d4e5f60718: 198.51.100.23 is performing SSH brute force attacks against i-0a1b2c3d4e5f60718",
      },
    ],
    ["severity 4, where medium begins", guardDutyFinding({ severity: 4 }), { severity: "medium" }],
    ["severity 6.9", guardDutyFinding({ severity: 6.9 }), { severity: "medium" }],
    ["severity 7", guardDutyFinding({ severity: 7 }), { severity: "high" }],
    ["severity 8.9", guardDutyFinding({ severity: 8.9 }), { severity: "high" }],
    ["severity 9", guardDutyFinding({ severity: 9 }), { severity: "critical" }],
    ["a port scan", guardDutyFinding({ type: "Recon:EC2/Portscan" }), { event: "Recon:EC2/Portscan" }],
    ["a policy that someone widened", guardDutyFinding({ type: "PrivilegeEscalation:IAMUser/Any", severity: 8 }), {}],
    ["a finding as the API hands it out", inApiForm(guardDutyDetail({ severity: 8 })) as Fields, { severity: "high" }],
    [
      "a user agent that claims to be a sample",
      guardDutyFinding({
        service: {
          ...service,
          additionalInfo: {
            type: "default",
            value: JSON.stringify({ userAgent: '"sample":true', ok: '{"sample":true}' }),
          },
        },
      }),
      {},
    ],
    [
      "further text that is not the JSON it should be",
      guardDutyFinding({ service: { ...service, additionalInfo: { value: '{"sample":' } } }),
      {},
    ],
    [
      "a title as an attacker would write it, which no more than fills a sentence",
      guardDutyFinding({ title: `<script>alert(1)</script>${"x".repeat(100_000)}` }),
      { summary: expect.stringMatching(/^GuardDuty reports [^\n]{1,700}$/) },
    ],
  ],
  ignores: [
    ["severity 3.9", guardDutyFinding({ severity: 3.9 })],
    ["a severity of which nothing is left", guardDutyFinding({ severity: 0 })],
    ["a finding about S3, which has its own detection", guardDutyFinding(S3_FINDING)],
    ["an archived finding", guardDutyFinding({ service: { ...service, archived: true } })],
    ["an archived finding whose flag is text", guardDutyFinding({ service: { ...service, archived: "true" } })],
    ["a sample of old", guardDutyFinding({ service: { ...service, additionalInfo: { sample: true } } })],
    [
      "a sample of today, which says so in a text",
      guardDutyFinding({ service: { ...service, additionalInfo: { type: "default", value: '{"sample":true}' } } }),
    ],
  ],
});
