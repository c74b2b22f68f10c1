import type { Event } from "../../events/event";
import type { DetectionSettings } from "../../settings";
import { dedupKey } from "./dedup-key";
import type { AnyDetection } from "./define-detection";
import type { Match } from "./match";
import type { State } from "./state";

/** What has to come together, as plain JSON and as palisade.yaml has tuned it. */
export type StateRule =
  | {
      readonly kind: "threshold";
      readonly reach: number;
      readonly withinMinutes: number;
      readonly unit: string;
      readonly measure: "events" | "weight" | "distinct";
    }
  | {
      readonly kind: "sequence";
      readonly withinMinutes: number;
      readonly steps: readonly { readonly what: string; readonly reach: number }[];
    }
  | { readonly kind: "first-seen"; readonly learningDays: number };

/** A match if enough of its kind come together, which only a store of state knows. Plain JSON. */
export interface Candidate {
  readonly match: Match;
  readonly rule: StateRule;
  /** `<detection>|<part>|…`: candidates with equal keys come together. */
  readonly key: string;
  /** What may be new, or is counted once however often it comes; only where the rule asks for it. */
  readonly value?: string;
  /** What it adds; 1 unless said. */
  readonly weight?: number;
  /** Its step in a sequence, from 0. */
  readonly step?: number;
}

/** Compiles a detection's state into a function that makes candidates of its matches; undefined for a detection without. */
export function compileCandidate(
  detection: AnyDetection,
  tuned: DetectionSettings = {},
): ((match: Match, event: Event) => Candidate) | undefined {
  // The caller passes a detection only events of its own kind.
  const state = detection.state as State<Event> | undefined;
  if (state === undefined) return undefined;
  const rule = ruleOf(state, tuned);
  const by = (state.by ?? detection.dedupBy) as (event: Event) => readonly string[];
  return (match, event) => ({ match, rule, key: dedupKey(detection.id, by(event)), ...shareOf(state, event) });
}

function ruleOf(state: State<Event>, tuned: DetectionSettings): StateRule {
  switch (state.kind) {
    case "threshold": {
      const { kind, unit, distinctBy, weightOf } = state;
      const measure = distinctBy ? "distinct" : weightOf ? "weight" : "events";
      const reach = tuned.threshold ?? state.reach;
      return { kind, reach, withinMinutes: tuned.withinMinutes ?? state.withinMinutes, unit, measure };
    }
    case "sequence":
      return { kind: state.kind, withinMinutes: tuned.withinMinutes ?? state.withinMinutes, steps: state.steps };
    case "first-seen":
      return { kind: state.kind, learningDays: state.learningDays };
  }
}

function shareOf(state: State<Event>, event: Event): Pick<Candidate, "value" | "weight" | "step"> {
  switch (state.kind) {
    case "threshold":
      if (state.distinctBy) return { value: state.distinctBy(event) };
      return state.weightOf ? { weight: state.weightOf(event) } : {};
    case "sequence":
      return { step: state.stepOf(event) };
    case "first-seen":
      return { value: state.valueOf(event) };
  }
}
