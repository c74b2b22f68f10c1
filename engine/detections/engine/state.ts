import type { Event } from "../../events/event";

/** Enough of something within a time, by event time: `reach` events, weight or distinct values with one key. */
export interface Threshold<E extends Event> {
  readonly kind: "threshold";
  /** From here on events match; palisade.yaml may say otherwise. */
  readonly reach: number;
  readonly withinMinutes: number;
  /** What is counted, for people: `deletions`, `bytes`. */
  readonly unit: string;
  /** What has to be the same; as `dedupBy` unless said. */
  readonly by?: (event: E) => readonly string[];
  /** What one event adds: a whole number; 1 unless said. */
  readonly weightOf?: (event: E) => number;
  /** Counts distinct values of this instead of events. */
  readonly distinctBy?: (event: E) => string;
}

/** One thing after another within a time. */
export interface Sequence<E extends Event> {
  readonly kind: "sequence";
  readonly withinMinutes: number;
  /** In the order in which they must begin. */
  readonly steps: readonly { readonly what: string; readonly reach: number }[];
  /** Which step, from 0, an event belongs to. */
  readonly stepOf: (event: E) => number;
  /** What has to be the same; as `dedupBy` unless said. */
  readonly by?: (event: E) => readonly string[];
}

/** Something that was never seen before with its key, after a time of learning. */
export interface FirstSeen<E extends Event> {
  readonly kind: "first-seen";
  /** Whose habits are learned. */
  readonly by: (event: E) => readonly string[];
  /** What may be new. */
  readonly valueOf: (event: E) => string;
  /** From the detection's first event on, under whatever key, how long everything counts as known. */
  readonly learningDays: number;
}

export type State<E extends Event> = Threshold<E> | Sequence<E> | FirstSeen<E>;
