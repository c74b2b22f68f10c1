import type { AccessLogDetection } from "@palisade/engine/detections/engine/define-detection";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import type { Match } from "@palisade/engine/detections/engine/match";
import type { DetectorSettings } from "@palisade/engine/settings";
import { accessLogEvent, type LineFields } from "./fixtures/access-log-fixture";
import { detectorSettings } from "./test-detection";

/** What happens, the fields in which its line differs from the sample, as they are written, and what the match must hold. */
type MatchCase = readonly [sentence: string, line: LineFields, match?: Partial<Match>];
type IgnoreCase = readonly [sentence: string, line: LineFields];

export interface AccessLogCases {
  readonly settings?: DetectorSettings;
  /** Fields in which all lines differ from the sample. */
  readonly line?: LineFields;
  readonly matches: readonly [MatchCase, ...MatchCase[]];
  readonly ignores: readonly [IgnoreCase, ...IgnoreCase[]];
}

/** A detection's table, as `describeDetection` has it. Of a detection with state, what its `matches` says counts. */
export function describeAccessLogDetection(
  detection: AccessLogDetection,
  { settings = detectorSettings(), line: common = {}, matches, ignores }: AccessLogCases,
): void {
  const engine = createEngine(settings, [detection]);
  const detect = (overrides: LineFields) => {
    const result = engine.detect(accessLogEvent({ ...common, ...overrides }));
    return { found: [...result.matches, ...result.candidates.map(({ match }) => match)], failures: result.failures };
  };

  describe(detection.id, () => {
    for (const [sentence, line, match = {}] of matches) {
      it(`matches ${sentence}`, () => {
        expect(detect(line)).toEqual({ found: [expect.objectContaining(match)], failures: [] });
      });
    }

    for (const [sentence, line] of ignores) {
      it(`ignores ${sentence}`, () => expect(detect(line)).toEqual({ found: [], failures: [] }));
    }
  });
}
