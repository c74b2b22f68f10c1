import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import type { Suppression } from "@palisade/engine/settings";
import type { Faults } from "../yaml/faults";
import { nearest } from "../yaml/nearest";
import type { Draft } from "../yaml/shape";
import type { YamlPath } from "../yaml/yaml-source";
import { present, resolveCidr } from "./resolve-allow";
import type { PalisadeFile } from "./schema";

type DetectionDraft = NonNullable<NonNullable<Draft<PalisadeFile>["detections"]>[string]>;
type SuppressionDraft = NonNullable<NonNullable<Draft<PalisadeFile>["suppressions"]>[number]>;

const DAY_MS = 86_400_000;

/**
 * Long enough for whatever comes once a year, short enough that somebody looks again. Since days only come nearer, a file that was
 * accepted once is never refused later.
 */
const MOST_DAYS_AHEAD = 366;

/** Every tuned detection exists and has what is tuned. */
export function checkDetections(
  { detections }: Draft<PalisadeFile>,
  faults: Faults,
  known: readonly AnyDetection[] = ALL_DETECTIONS,
): void {
  for (const [id, tuned] of Object.entries(detections ?? {})) {
    const at = ["detections", id];
    const detection = known.find((one) => one.id === id);
    if (!detection) reportUnknown(id, known, (text) => faults.add(at, text, "key"));
    if (detection && tuned) checkTuning(detection, tuned, at, faults);
  }
}

function reportUnknown(id: string, known: readonly AnyDetection[], report: (text: string) => void): void {
  const guess = nearest(
    id,
    known.map((one) => one.id),
  );
  const fix = guess ? `write ${guess}` : "delete it";
  report(`not a detection, got {got}, expected an id that palisade detections prints, fix: ${fix}`);
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

/** The suppressions of the file, with their ends as times and their networks in canonical form. */
export function resolveSuppressions(
  { suppressions }: Draft<PalisadeFile>,
  now: number,
  faults: Faults,
): readonly Suppression[] {
  return present(suppressions ?? []).map(({ value, index }) =>
    resolveSuppression(value, ["suppressions", index], now, faults),
  );
}

function resolveSuppression(draft: SuppressionDraft, at: YamlPath, now: number, faults: Faults): Suppression {
  const { detection = "", reason = "", owner = "", until, when } = draft;
  if (detection !== "" && !ALL_DETECTIONS.some(({ id }) => id === detection)) {
    reportUnknown(detection, ALL_DETECTIONS, (text) => faults.add([...at, "detection"], text));
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
