import type { Detection } from "@palisade/engine/detections/engine/define-detection";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import type { Match } from "@palisade/engine/detections/engine/match";
import type { Fields } from "@palisade/engine/events/fields";
import { parseEvents } from "@palisade/engine/events/parse-events";
import type { Allow, Perimeter } from "@palisade/engine/perimeter/perimeter";
import type { Pipeline } from "@palisade/engine/pipeline";
import type { DetectorSettings } from "@palisade/engine/settings";
import { cloudTrail, OWNER } from "./fixtures/cloudtrail-fixture";

const ALLOW: Allow = {
  cidrs: ["203.0.113.0/24", "2001:db8:1::/48"],
  vpcs: [],
  vpcEndpoints: ["vpce-0123456789abcdef0"],
  principals: ["arn:aws:iam::111122223333:role/break-glass"],
  awsServices: true,
};

/** An account that the settings of `detectorSettings` trust besides the own one. */
export const TRUSTED = "222233334444";

const PIPELINE: Pipeline = {
  rules: ["S3AccessDeniedMonitor"],
  queues: ["palisade-events", "palisade-dead-letters"],
  functions: ["palisade-detector", "palisade-close-incidents"],
  roles: ["palisade-detector-role", "palisade-close-incidents-role"],
  topics: ["palisade-alerts"],
  tables: ["palisade-incidents"],
  trails: ["palisade-trail"],
  keyAliases: ["alias/palisade"],
  logGroups: ["/aws/lambda/palisade-detector", "/aws/lambda/palisade-close-incidents"],
};

/**
 * Settings with three perimeters that allow 203.0.113.0/24: `sensitive-data` enforces all calls, `guarded-objects` enforces data calls,
 * `observed-data` observes all calls. Each has one bucket of its own name.
 */
export function detectorSettings(overrides: Partial<DetectorSettings> = {}): DetectorSettings {
  return {
    project: "palisade",
    perimeters: [
      samplePerimeter("sensitive-data"),
      samplePerimeter("guarded-objects", { scope: "data" }),
      samplePerimeter("observed-data", { mode: "observe" }),
    ],
    account: OWNER,
    partition: "aws",
    sids: {
      "sensitive-data": "PalisadePerimeter",
      "guarded-objects": "PalisadePerimeter",
      "observed-data": "PalisadePerimeter",
    },
    dedupMinutes: 60,
    detections: {},
    suppressions: [],
    trustedAccounts: [TRUSTED],
    logBuckets: ["trail-logs"],
    decoys: ["decoy-bucket", "sensitive-data/decoy/"],
    deployers: [`arn:aws:iam::${OWNER}:role/deployer`],
    pipeline: PIPELINE,
    ...overrides,
  };
}

export function samplePerimeter(name: string, overrides: Partial<Perimeter> = {}): Perimeter {
  return { name, mode: "enforce", scope: "all", buckets: [name], allow: ALLOW, ...overrides };
}

/**
 * What happens, the fields in which its record differs from the sample (`cloudTrail()` for calls; a finding's whole envelope), and what
 * the match must hold.
 */
type MatchCase = readonly [sentence: string, record: Fields, match?: Partial<Match>];
type IgnoreCase = readonly [sentence: string, record: Fields];

export interface DetectionCases {
  readonly settings?: DetectorSettings;
  /** Fields in which all records differ from the sample. */
  readonly record?: Fields;
  readonly matches: readonly [MatchCase, ...MatchCase[]];
  readonly ignores: readonly [IgnoreCase, ...IgnoreCase[]];
}

/**
 * A detection's table. A match gets to the detection by its own patterns, as it would in AWS; an ignored event is put before `matches`
 * even where no pattern hears it, since rules of several detections are joined. Of a detection with state, what its `matches` says counts.
 */
export function describeDetection(
  detection: Detection,
  { settings = detectorSettings(), record: common = {}, matches, ignores }: DetectionCases,
): void {
  const engine = createEngine(settings, [detection]);
  const detect = (raw: Fields) => {
    const parsed = parseEvents(raw);
    const events = parsed.kind === "events" ? parsed.events : [];
    const results = events.map((event) => ({ heard: engine.detect(event), asked: engine.detect(event, [detection]) }));
    const found = (one: "heard" | "asked") =>
      results.flatMap((result) => [...result[one].matches, ...result[one].candidates.map(({ match }) => match)]);
    const failures = results.flatMap(({ asked }) => asked.failures.map(({ error }) => error));
    return { heard: found("heard"), asked: found("asked"), failures };
  };
  const recordOf = (overrides: Fields): Fields =>
    detection.kind === "call" ? cloudTrail({ ...common, ...overrides }) : { ...common, ...overrides };

  describe(detection.id, () => {
    for (const [sentence, overrides, match = {}] of matches) {
      it(`matches ${sentence}`, () => {
        const { heard, failures } = detect(recordOf(overrides));
        expect({ heard, failures }).toEqual({ heard: [expect.objectContaining(match)], failures: [] });
      });
    }

    for (const [sentence, overrides] of ignores) {
      it(`ignores ${sentence}`, () => {
        const { asked, failures } = detect(recordOf(overrides));
        expect({ asked, failures }).toEqual({ asked: [], failures: [] });
      });
    }
  });
}
