import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import type { Suppression } from "@palisade/engine/settings";
import * as z from "zod";
import { accountId } from "../fields/account-id";
import { detectionId, reportUnknown } from "../fields/detection-id";
import { resolveCidr } from "../fields/network";
import { keyed, list, say, text } from "../fields/schema-builders";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";
import type { YamlPath } from "../yaml/yaml-source";
import { type DraftOf, defineSection } from "./section";

function sentence(what: string, expected: string, describe: string) {
  return text(/^(?=.*\S)[^\p{Cc}\p{Cf}]{1,200}$/u, {
    what,
    expected,
    fix: "write it on one line of up to 200 characters",
  }).describe(describe);
}

/** A condition that everything meets would switch the whole detection off, unseen. */
const NOT_ONLY_WILDCARDS = "(?=.*[^*?])";

const suppression = keyed({
  detection: detectionId.describe("Id of the detection to silence."),
  reason: sentence("not a reason", "why this is silenced", "Why it is silenced."),
  owner: sentence("not an owner", "who answers for it, such as a team's address", "Who answers for it."),
  until: text(/^\d{4}-\d{2}-\d{2}$/, {
    what: "not a day",
    expected: "a day such as 2027-01-31",
    fix: "write year, month and day with hyphens",
  }).describe("The day, in UTC, on which it ends; at most a year ahead. What it silenced then alerts again."),
  when: keyed({
    actor: text(new RegExp(`^${NOT_ONLY_WILDCARDS}[!-~]{1,2048}$`), {
      what: "not a caller",
      expected: "an ARN such as arn:aws:iam::111122223333:role/auditor, with * and ?, but not of these alone",
      fix: "copy `actor` or `actorArn` from an alert, or switch the detection off with enabled: false",
    })
      .optional()
      .describe("ARN or id of the caller, with * and ?."),
    bucket: text(new RegExp(`^${NOT_ONLY_WILDCARDS}[a-z0-9.*?-]{1,63}$`), {
      what: "not a bucket name",
      expected: "a bucket's name, with * and ?, but not of these alone",
      fix: "write the name without its ARN, or switch the detection off with enabled: false",
    })
      .optional()
      .describe("Name of the bucket, with * and ?."),
    account: accountId.optional().describe("Account of the caller; of a finding, the account that it concerns."),
    sourceIp: z
      .string({
        error: say({
          what: "not an IP address or network",
          expected: "a public network such as 198.51.100.0/24",
          fix: "write all four parts of the address, in quotes",
        }),
      })
      .optional()
      .describe("Address or network that the calls come from."),
  }).describe(
    "Which matches are meant: those that meet all of these conditions; of a finding that names several buckets, callers or addresses, each of them has to.",
  ),
});

const keys = {
  suppressions: list(suppression, "suppressions")
    .optional()
    .describe("Known and harmless matches to silence, each with a reason, an owner and an end."),
};

type SuppressionsDraft = DraftOf<typeof keys>;
type SuppressionDraft = NonNullable<NonNullable<SuppressionsDraft["suppressions"]>[number]>;

export interface SuppressionsPart {
  /** In the order of the file; those that have ended are kept, since they alert. */
  readonly suppressions: readonly Suppression[];
}

export const suppressionsSection = defineSection({
  keys,
  example: `
suppressions: # known and harmless, with a reason and an end
  - detection: s3.blocked-outside-allowlist
    reason: The auditors' scanner
    owner: security@example.com
    until: 2026-12-31 # the day on which it ends, at most a year ahead
    when: # all conditions must fit; * and ? in actor and bucket
      actor: arn:aws:iam::222233334444:role/audit-*
      account: "222233334444" # the caller's
      bucket: example-*
      sourceIp: 198.51.100.0/28
`,
  affects: "the detector",
  guide: "guides/tuning.md",
  resolve: (draft, { now }, faults): SuppressionsPart => ({ suppressions: resolveSuppressions(draft, now, faults) }),
});

const DETECTION_IDS = ALL_DETECTIONS.map(({ id }) => id);

const DAY_MS = 86_400_000;

/**
 * Long enough for what happens once a year, short enough that it is reviewed. Since days only come nearer, a file that was
 * accepted once is never refused later.
 */
const MOST_DAYS_AHEAD = 366;

/** The suppressions of the file, with their ends as times and their networks in canonical form. */
function resolveSuppressions({ suppressions }: SuppressionsDraft, now: number, faults: Faults): readonly Suppression[] {
  return present(suppressions ?? []).map(({ value, index }) =>
    resolveSuppression(value, ["suppressions", index], now, faults),
  );
}

function resolveSuppression(draft: SuppressionDraft, at: YamlPath, now: number, faults: Faults): Suppression {
  const { detection = "", reason = "", owner = "", until, when } = draft;
  if (detection !== "" && !DETECTION_IDS.includes(detection)) {
    reportUnknown(detection, DETECTION_IDS, (text) => faults.add([...at, "detection"], text));
  }
  if (when && Object.keys(when).length === 0 && !faults.under([...at, "when"])) {
    const text =
      "no condition in it, got {got}, expected actor, bucket, account or sourceIp, fix: say which matches are meant, or switch the detection off with enabled: false";
    faults.add([...at, "when"], text);
  }
  const { actor, bucket, account, sourceIp } = when ?? {};
  const networks =
    sourceIp === undefined
      ? []
      : resolveCidr(sourceIp, "{got}", (text) => faults.add([...at, "when", "sourceIp"], text));
  return {
    detection,
    reason,
    owner,
    until: resolveUntil(until, [...at, "until"], now, faults),
    when: {
      ...(actor !== undefined && { actor }),
      ...(bucket !== undefined && { bucket }),
      ...(account !== undefined && { account }),
      ...(networks[0] !== undefined && { sourceIp: networks[0] }),
    },
  };
}

/** One that has ended is no fault: it alerts, and must not stop a deployment that cannot wait. */
function resolveUntil(day: string | undefined, at: YamlPath, now: number, faults: Faults): number {
  if (day === undefined) return 0;
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || isoDay(time) !== day) {
    faults.add(at, "no day of the calendar, got {got}, expected a day such as 2027-01-31, fix: correct the day");
    return 0;
  }
  const latest = isoDay(now + MOST_DAYS_AHEAD * DAY_MS);
  if (day > latest) {
    faults.add(
      at,
      `more than a year ahead, got {got}, expected ${latest} at the latest, fix: choose an earlier day and renew it then, or switch the detection off with enabled: false`,
    );
  }
  return time;
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
