import { accessAnalyzerFinding } from "../../../testing/fixtures/finding-fixture";
import { describeDetection, TRUSTED } from "../../../testing/test-detection";
import type { Fields } from "../../events/fields";
import { findingsAccessAnalyzer } from "./access-analyzer";

const PROTECTED = { resource: "arn:aws:s3:::sensitive-data" };

describeDetection(findingsAccessAnalyzer, {
  matches: [
    [
      "a bucket that everyone may read",
      accessAnalyzerFinding({ isPublic: true, principal: { AWS: "*" } }),
      {
        severity: "high",
        bucket: "reports",
        summary: "bucket reports can be used by everybody, Access Analyzer reports",
        details: expect.objectContaining({ Actions: "s3:GetObject, s3:ListBucket" }),
      },
    ],
    [
      "a bucket that a foreign account may read",
      accessAnalyzerFinding(),
      { severity: "medium", summary: "bucket reports can be used by 444455556666, Access Analyzer reports" },
    ],
    ["a protected bucket that a foreign account may read", accessAnalyzerFinding(PROTECTED), { severity: "high" }],
    [
      "a role that a foreign role may assume",
      accessAnalyzerFinding({
        resourceType: "AWS::IAM::Role",
        resource: "arn:aws:iam::111122223333:role/deploy",
        principal: { AWS: "arn:aws:iam::444455556666:role/theirs" },
      }),
      {
        severity: "medium",
        resource: "arn:aws:iam::111122223333:role/deploy",
        summary:
          "arn:aws:iam::111122223333:role/deploy can be used by arn:aws:iam::444455556666:role/theirs, Access Analyzer reports",
      },
    ],
    [
      "public access even where the account named is trusted",
      accessAnalyzerFinding({ isPublic: true, principal: { AWS: TRUSTED } }),
      { severity: "high" },
    ],
    [
      "a trusted account beside a stranger",
      accessAnalyzerFinding({ principal: { AWS: TRUSTED, CanonicalUser: "c0ffee" } }),
      { summary: `bucket reports can be used by ${TRUSTED} and others, Access Analyzer reports` },
    ],
    ["users of an identity provider", accessAnalyzerFinding({ principal: { Federated: "accounts.google.com" } }), {}],
    [
      "no one named",
      accessAnalyzerFinding({ principal: undefined }),
      { summary: expect.stringContaining("somebody outside") },
    ],
    [
      "a resource that it may not analyse, which is not known to be fine",
      accessAnalyzerFinding({ isPublic: undefined, principal: undefined, error: "ACCESS_DENIED" }),
      { severity: "low", summary: "Access Analyzer could not find out who may use bucket reports" },
    ],
    ["a finding without its envelope", accessAnalyzerFinding()["detail"] as Fields, { severity: "medium" }],
  ],
  ignores: [
    ["a finding that was archived", accessAnalyzerFinding({ status: "ARCHIVED" })],
    ["access that was taken away", accessAnalyzerFinding({ status: "RESOLVED" })],
    ["a resource that was deleted", accessAnalyzerFinding({ isDeleted: true })],
    ["an account that palisade.yaml trusts", accessAnalyzerFinding({ principal: { AWS: TRUSTED } })],
    ["a role of such an account", accessAnalyzerFinding({ principal: { AWS: `arn:aws:iam::${TRUSTED}:role/ours` } })],
    ["a preview", { ...accessAnalyzerFinding(), "detail-type": "Access Preview State Change" }],
    ["unused access", { ...accessAnalyzerFinding(), "detail-type": "Unused Access Finding for IAM entities" }],
  ],
});
