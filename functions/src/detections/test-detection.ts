import { cloudTrail } from "../events/cloudtrail-fixture";
import type { Fields } from "../events/fields";
import { parseCloudTrail } from "../events/parse-cloudtrail";
import { wrap } from "../events/wrap";
import { compilePattern } from "../patterns/match";
import type { Allow, Perimeter } from "../perimeter/perimeter";
import type { DetectorSettings } from "../settings";
import type { Detection, Verdict } from "./define-detection";
import { createEngine } from "./engine";

const ALLOW: Allow = {
  cidrs: ["203.0.113.0/24", "2001:db8:1::/48"],
  vpcs: [],
  vpcEndpoints: ["vpce-0123456789abcdef0"],
  principals: ["arn:aws:iam::111122223333:role/break-glass"],
  awsServices: true,
};

/**
 * Settings with three perimeters that let in 203.0.113.0/24: `sensitive-data` enforces all calls, `guarded-objects` enforces data calls,
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
    dedupMinutes: 60,
    detections: {},
    ...overrides,
  };
}

export function samplePerimeter(name: string, overrides: Partial<Perimeter> = {}): Perimeter {
  return { name, mode: "enforce", scope: "all", buckets: [name], allow: ALLOW, ...overrides };
}

/** What happens, the fields in which its record differs from the sample of `cloudTrail()`, and what the verdict must hold. */
type MatchCase = readonly [sentence: string, record: Fields, verdict?: Partial<Verdict>];
type IgnoreCase = readonly [sentence: string, record: Fields];

export interface DetectionCases {
  readonly settings?: DetectorSettings;
  readonly matches: readonly [MatchCase, ...MatchCase[]];
  readonly ignores: readonly [IgnoreCase, ...IgnoreCase[]];
}

/** A detection's table: each match must also pass the patterns, or the event would never reach the detection. */
export function describeDetection(
  detection: Detection,
  { settings = detectorSettings(), matches, ignores }: DetectionCases,
): void {
  const engine = createEngine(settings, [detection]);
  const patterns = detection.patterns(settings).map(compilePattern);
  const detect = (record: Fields) => {
    const parsed = parseCloudTrail(record);
    return parsed.kind === "event" ? engine.detect(parsed.event) : { matches: [], failures: [] };
  };

  describe(detection.id, () => {
    for (const [sentence, overrides, verdict = {}] of matches) {
      it(`matches ${sentence}`, () => {
        const record = cloudTrail(overrides);
        expect(detect(record)).toEqual({ matches: [expect.objectContaining(verdict)], failures: [] });
        expect(patterns.some((isMatch) => isMatch(wrap(record)))).toBe(true);
      });
    }

    for (const [sentence, overrides] of ignores) {
      it(`ignores ${sentence}`, () => {
        expect(detect(cloudTrail(overrides))).toEqual({ matches: [], failures: [] });
      });
    }
  });
}
