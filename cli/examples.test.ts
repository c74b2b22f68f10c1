import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { detectorSettings } from "../config/derived/detector-settings";
import { loadConfig } from "../config/load-config";
import { replay } from "./replay/replay";

const EXAMPLES = join(__dirname, "../examples");

/** Alerts by detection, severity and how many events each stands for. */
async function alertsOf(example: string) {
  const settings = detectorSettings(loadConfig(join(EXAMPLES, example, "palisade.yaml")));
  const recordings = join(EXAMPLES, example, "recordings");
  const { alerts, unreadable } = await replay([recordings], { settings, threads: 1, stdin: Readable.from([]) });
  expect(unreadable).toEqual([]);
  return alerts.map(({ match, announcement, count }) => `${match.detection} ${announcement.severity} x${count}`);
}

describe("examples", () => {
  const EXPECTED: Readonly<Record<string, readonly string[]>> = {
    "access-logs": [
      "s3.access-log-outside-allowlist medium x26",
      "s3.access-log-failed-authentication medium x7",
      "s3.access-log-outside-allowlist medium x1",
      "s3.access-log-outside-allowlist high x12",
      "s3.access-log-outside-allowlist medium x1",
      "s3.access-log-insecure-transport medium x1",
      "s3.access-log-unknown-requester medium x1",
      "s3.access-log-batch-delete high x41",
      "s3.access-log-lifecycle-expiration medium x11",
    ],
    "ip-blocker": [
      "s3.blocked-outside-allowlist medium x5",
      "s3.blocked-outside-allowlist high x1",
      "s3.blocked-outside-allowlist medium x2",
      "s3.blocked-outside-allowlist medium x1",
    ],
    "s3-dlp": [
      "s3.copied-to-foreign-account high x12",
      "s3.copied-to-foreign-account high x24",
      "s3.copied-to-foreign-account medium x1",
    ],
    "iam-alerting": [
      "iam.root-console-login critical x1",
      "iam.user-created medium x1",
      "findings.guardduty-threat medium x2",
      "iam.trust-opened high x1",
      "iam.admin-policy-attached high x1",
      "findings.config-noncompliant medium x1",
    ],
    "s3-dashboard": [
      "s3.versioning-suspended high x1",
      "s3.customer-key-encryption high x60",
      "s3.customer-key-encryption-burst critical x41",
      "s3.bulk-download medium x576",
      "s3.ransom-note critical x1",
      "s3.policy-grants-strangers high x1",
      "s3.batch-delete medium x12",
      "s3.batch-delete-burst high x8",
    ],
  };

  it.each(Object.entries(EXPECTED))("%s raises what its README tells", async (example, expected) => {
    expect(await alertsOf(example)).toEqual(expected);
  });

  it("are all here", () => {
    // What `preview` is for is not its alerts: cli/preview has its tests.
    expect(readdirSync(EXAMPLES).toSorted()).toEqual([...Object.keys(EXPECTED), "preview"].toSorted());
  });
});
