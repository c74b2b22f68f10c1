import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import { type Fields, fieldsOf } from "@palisade/engine/events/fields";
import { parseEvents } from "@palisade/engine/events/parse-events";
import { describeWithSharedData } from "../../testing/shared-data";
import { detectorSettings } from "../../testing/test-detection";

/** Detections of reconnaissance, which the suite of S3 requests covers. */
const LOOKS_AROUND: ReadonlySet<string> = new Set(["account.access-denied-sweep", "account.attack-tool-client"]);

const engine = createEngine(
  detectorSettings(),
  DETECTIONS.filter(
    ({ id, enabledByDefault }) => enabledByDefault && /^(?:iam|account)\./.test(id) && !LOOKS_AROUND.has(id),
  ),
);

function linesOf(path: string): readonly Fields[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line): Fields => JSON.parse(line));
}

/** The detections that match a record, and their severity, selected by their patterns as in AWS; candidates for a threshold included. */
function found(raw: unknown): readonly string[] {
  const parsed = parseEvents(raw);
  if (parsed.kind !== "events") return [];
  return parsed.events.flatMap((event) => {
    const { matches, candidates, failures } = engine.detect(event);
    expect(failures).toEqual([]);
    return [...matches, ...candidates.map(({ match }) => match)].map(
      ({ detection, severity }) => `${detection} ${severity}`,
    );
  });
}

/** `3x iam.root-activity high`, in alphabetical order. */
function counted(lines: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].map(([line, count]) => `${count}x ${line}`).sort();
}

describeWithSharedData("recorded attacks on identities and accounts", (dir) => {
  const inFile = (name: string) => linesOf(join(dir, "cloudtrail", `${name}.jsonl`));

  it.each([
    [
      "stratus",
      [
        "iam.console-login-without-mfa high",
        "iam.trust-opened high",
        "iam.access-key-for-another-user high",
        "iam.admin-policy-attached high",
        "iam.trust-opened high",
        "iam.password-for-another-user high",
        "iam.identity-provider-changed high",
        "iam.federation-token-issued high",
        "iam.password-for-another-user high",
      ],
    ],
    [
      "invictus",
      ["account.leave-organization medium", "account.trail-impaired medium", "iam.console-login-without-mfa high"],
    ],
    // All but one of its calls are refused, and a refused change is no change.
    ["traildiscover", ["account.leave-organization medium"]],
    ["opensearch_catalog", []],
    ["otrf_s3_honeybucket_reconstructed", []],
  ])("raise their techniques in %s, and ordinary traffic raises nothing", (name, expected) => {
    expect([...inFile(name).flatMap(found)].sort()).toEqual([...expected].sort());
  });

  it("are told apart in a laboratory's calls", () => {
    expect(counted(inFile("splunk_data_sources").flatMap(found))).toEqual([
      "1x iam.access-key-for-another-user high",
      "1x iam.identity-provider-changed high",
      "1x iam.password-for-another-user high",
      "1x iam.policy-version-switched medium",
      "2x account.trail-impaired critical",
      "2x iam.mfa-removed critical",
      "2x iam.password-policy-weakened medium",
      "4x iam.root-activity high",
    ]);
  });

  it("are seen where root is taken over by guessing, and makes itself a key and a user", () => {
    expect(counted(inFile("panther_scenarios").flatMap(found))).toEqual([
      "1x iam.root-credentials-changed critical",
      "1x iam.user-created medium",
      "3x iam.root-login-failures high",
      "5x iam.root-activity high",
      "7x iam.root-console-login critical",
    ]);
  });

  // Panther's rule, and the detection that looks for the same.
  const PEERS = {
    "AWS.CloudTrail.AttemptToLeaveOrg": "account.leave-organization",
    "AWS.CloudTrail.IAMCompromisedKeyQuarantine": "iam.compromised-key-quarantined",
    "AWS.CloudTrail.LoginProfileCreatedOrModified": "iam.password-for-another-user",
    "AWS.CloudTrail.RootAccessKeyCreated": "iam.root-credentials-changed",
    "AWS.CloudTrail.RootPasswordChanged": "iam.root-credentials-changed",
    "AWS.CloudTrail.SecurityConfigurationChange": "account.trail-impaired",
    "AWS.ConfigService.DisabledDeleted": "account.config-impaired",
    "AWS.Console.RootLogin": "iam.root-console-login",
    "AWS.IAM.AccessKeyCompromised": "iam.compromised-key-quarantined",
    "AWS.IAM.BackdoorRole": "iam.trust-opened",
    "AWS.Macie.Evasion": "account.findings-suppressed",
    "AWS.SecurityHub.Finding.Evasion": "account.findings-suppressed",
    "AWS.User.Login.Profile.Modified": "iam.password-for-another-user",
  };

  /** Where they keep silent and we do not. */
  const OURS: Readonly<Record<string, string>> = {
    // The caller that assumes a role chooses the session's name: that it equals the user's proves nothing.
    ChangeOwnPassword: "iam.password-for-another-user high",
    // The caller that sets a password can sign in with it first; a help desk does that too, so the severity is lower.
    "User changed password for other reset required": "iam.password-for-another-user medium",
  };

  it.each(Object.entries(PEERS))("agree with the cases of %s, but for those with a reason", (rule, detection) => {
    const cases = linesOf(join(dir, "panther", "cloudtrail.jsonl")).filter(({ rule_id }) => rule_id === rule);
    expect(cases).not.toHaveLength(0);
    for (const { test_name: name, expected, log } of cases) {
      const ours = OURS[String(name)];
      const said = found(fieldsOf(log)).filter((one) => one.startsWith(`${detection} `));
      expect({ name, said: ours === undefined ? said.length > 0 : said }).toEqual({
        name,
        said: ours === undefined ? expected : [ours],
      });
    }
  });
});
