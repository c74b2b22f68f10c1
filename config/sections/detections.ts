import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import type { DetectionSettings } from "@palisade/engine/settings";
import { SEVERITIES } from "@palisade/engine/severity";
import * as z from "zod";
import { dedupMinutes } from "../fields/dedup-minutes";
import { detectionId, reportUnknown } from "../fields/detection-id";
import { flag, keyed, oneOf, say, wholeNumber } from "../fields/schema-builders";
import type { Faults } from "../yaml/faults";
import type { YamlPath } from "../yaml/yaml-source";
import { type DraftOf, defineSection } from "./section";

/** A week: what takes longer to come together is no burst. */
const MOST_WITHIN_MINUTES = 10_080;

const detection = keyed({
  enabled: flag("Whether the detection runs. Default: its own, which `palisade detections` shows."),
  severity: oneOf(SEVERITIES, "choose one of these, or leave severity out")
    .optional()
    .describe("Severity of its alerts, instead of what the detection itself says."),
  threshold: wholeNumber(1, 1_000_000_000_000)
    .optional()
    .describe(
      "From how many on it alerts, for detections with a threshold; docs/catalogue/detections.md says of what.",
    ),
  withinMinutes: wholeNumber(1, MOST_WITHIN_MINUTES)
    .optional()
    .describe("Within how many minutes they must come together, for detections with a threshold or a sequence."),
  dedupMinutes: dedupMinutes.optional().describe("How long its matches fold into one alert. Default: that of alerts."),
});

const keys = {
  detections: z
    .record(detectionId, detection, {
      error: say({
        what: "not a map of detections",
        expected: "ids such as s3.denied-inside-allowlist: {enabled: true}",
        fix: "or leave detections out",
      }),
    })
    .optional()
    .describe("Detections to tune or switch on or off, by id."),
};

type DetectionsDraft = DraftOf<typeof keys>;
type DetectionDraft = NonNullable<NonNullable<DetectionsDraft["detections"]>[string]>;

export interface DetectionsPart {
  /** What differs from the detections' own defaults, by detection id. A threshold or time is only given to a detection that has one. */
  readonly detections: Readonly<Record<string, DetectionSettings>>;
}

export const detectionsSection = defineSection({
  keys,
  example: `
detections: # tuned by id, see guides/tuning.md; \`palisade detections\` lists them
  s3.denied-inside-allowlist: { enabled: true, severity: low, dedupMinutes: 240 }
  s3.object-delete-burst: { threshold: 200, withinMinutes: 30 } # for those that count
`,
  affects: "the event rules and the detector",
  guide: "guides/tuning.md",
  resolve: (draft, _, faults): DetectionsPart => {
    checkDetections(draft, faults);
    return {
      detections: Object.fromEntries(
        Object.entries(draft.detections ?? {}).flatMap(([id, tuned]) => (tuned === undefined ? [] : [[id, tuned]])),
      ),
    };
  },
});

/** Every tuned detection exists and has what is tuned. */
export function checkDetections(
  { detections }: DetectionsDraft,
  faults: Faults,
  known: readonly AnyDetection[] = ALL_DETECTIONS,
): void {
  for (const [id, tuned] of Object.entries(detections ?? {})) {
    const at = ["detections", id];
    const detection = known.find((one) => one.id === id);
    if (!detection)
      reportUnknown(
        id,
        known.map((one) => one.id),
        (text) => faults.add(at, text, "key"),
      );
    if (detection && tuned) checkTuning(detection, tuned, at, faults);
  }
}

/** A setting that does nothing would make its author believe that it does. */
function checkTuning({ id, state }: AnyDetection, tuned: DetectionDraft, at: YamlPath, faults: Faults): void {
  const kind = state?.kind;
  if (tuned.threshold !== undefined && kind !== "threshold") {
    faults.add([...at, "threshold"], `${id} has no threshold, got {got}, expected no threshold, fix: delete it`);
  }
  if (tuned.withinMinutes !== undefined && kind !== "threshold" && kind !== "sequence") {
    const text = `${id} has neither a threshold nor a sequence, got {got}, expected no withinMinutes, fix: delete it`;
    faults.add([...at, "withinMinutes"], text);
  }
}
