import { detectorSettings } from "../../testing/test-detection";
import { createRecordScan } from "./record-scan";

/** A finding as GuardDuty's API writes it, put into an envelope by somebody. */
const PASCAL_CASE = {
  version: "0",
  id: "6d1e0000-0000-4000-8000-000000000001",
  "detail-type": "GuardDuty Finding",
  source: "aws.guardduty",
  account: "111122223333",
  time: "2026-11-20T02:30:00Z",
  region: "us-east-1",
  resources: [],
  detail: {
    AccountId: "111122223333",
    Region: "us-east-1",
    Id: "e0b1c2d3e4f5061728394a5b6c7d8e9f",
    Type: "UnauthorizedAccess:EC2/SSHBruteForce",
    Severity: 8,
    Title: "SSH brute force",
    UpdatedAt: "2026-11-20T02:30:00Z",
    Service: { Archived: false, Count: 3 },
    Resource: { ResourceType: "Instance" },
  },
};

describe("createRecordScan", () => {
  it("hears a finding whatever the case of its fields", () => {
    const scan = createRecordScan(detectorSettings());
    scan.value(PASCAL_CASE);
    const { read, judged } = scan.take();
    expect(read).toBe(1);
    expect(
      judged.flatMap(({ matches }) => matches.map(({ detection, severity }) => `${detection} ${severity}`)),
    ).toEqual(["findings.guardduty-threat high"]);
  });
});
