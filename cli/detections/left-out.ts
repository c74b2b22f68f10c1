/** A detection that people may look for here and that Palisade does not have. */
export interface LeftOut {
  /** What it would see. */
  readonly what: string;
  readonly why: string;
}

/** For docs/detections.md, in this order. */
export const LEFT_OUT: readonly LeftOut[] = [];
