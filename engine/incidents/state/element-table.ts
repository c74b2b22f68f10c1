import type { Element } from "./element";

/** Elements by the number of the time slice that they lie in. */
export type Slices = ReadonlyMap<number, readonly Element[]>;

/** Sets of elements under a key, in slices. Adding what is there already changes nothing, so a writer that fails may do it again. */
export interface ElementTable {
  readonly read: (key: string) => Promise<Slices>;
  /** Adds elements, and gives back all that are there afterwards, others' among them. Keeps them for so many days at least. */
  readonly add: (key: string, additions: Slices, days: number) => Promise<Slices>;
  readonly drop: (key: string, slices: readonly number[]) => Promise<void>;
}
