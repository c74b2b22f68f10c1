import type { Allow, Mode, Perimeter, Scope } from "./perimeter";
import { perimeterInWords } from "./perimeter-in-words";

function read(mode: Mode, scope: Scope, allow: Partial<Allow>): readonly string[] {
  const nothing: Allow = { cidrs: [], vpcs: [], vpcEndpoints: [], principals: [], awsServices: false };
  const perimeter: Perimeter = { name: "finance", mode, scope, buckets: ["ledger"], allow: { ...nothing, ...allow } };
  return perimeterInWords(perimeter);
}

describe("perimeterInWords", () => {
  it("describes a perimeter with everything in it", () => {
    const principals = ["arn:aws:iam::111122223333:role/break-glass", "arn:aws:iam::111122223333:root"];
    const lines = read("enforce", "all", {
      cidrs: ["203.0.113.0/24"],
      vpcs: ["vpc-1"],
      vpcEndpoints: ["vpce-1"],
      principals,
      awsServices: true,
    });
    expect(lines).toEqual([
      "Perimeter finance refuses every S3 action on the bucket and its objects unless one of the following lets the request in.",
      "Gets in, from these addresses:",
      "  - 203.0.113.0/24",
      "Gets in, from these VPCs by way of any of their endpoints:",
      "  - vpc-1",
      "Gets in, through these VPC endpoints:",
      "  - vpce-1",
      "Gets in, from anywhere, as one of these principals:",
      "  - arn:aws:iam::111122223333:role/break-glass",
      "  - arn:aws:iam::111122223333:root (the root user only, not the account)",
      "Gets in: AWS services themselves, and what they do on a principal's behalf.",
      "Being let in grants nothing: other policies still have to allow the request.",
      "Refused: everybody else, the bucket's own account included.",
      "Refused: roles that a service takes on (Lambda, Glue, replication), unless their network or their ARN is listed.",
      "Stays reachable: nothing but GetBucketPolicy, PutBucketPolicy and DeleteBucketPolicy for the root user of the bucket's account.",
    ]);
  });

  it("warns of what addresses alone refuse", () => {
    const lines = read("enforce", "data", { cidrs: ["203.0.113.0/24"] }).join("\n");
    expect(lines).toContain("Refused: every request through a VPC endpoint, since it carries no public address.");
    expect(lines).toContain("Refused: AWS services too");
    expect(lines).toContain("so the perimeter can always be undone");
  });

  it("warns of what endpoints alone refuse", () => {
    expect(read("enforce", "all", { vpcEndpoints: ["vpce-1"] })).toContain(
      "Refused: every request from the internet, since no address is allowed.",
    );
  });

  it("promises no refusal while it only observes", () => {
    const lines = read("observe", "data", { cidrs: ["203.0.113.0/24"] });
    expect(lines[0]).toContain("only observes: nothing is refused");
    expect(lines.some((line) => line.startsWith("Refused"))).toBe(false);
    expect(lines).toContain("Would be refused: everybody else, the bucket's own account included.");
  });
});
