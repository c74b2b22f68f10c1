import type * as z from "zod";
import type { Partition } from "../fields/partition";
import type { Faults } from "../yaml/faults";
import type { Draft } from "../yaml/shape";

/** A top-level key of `palisade.yaml`, or two that mean nothing without each other. `registry.ts` lists them all. */
export interface Section<Keys extends z.ZodRawShape, Part> {
  /** What each key may hold, with its description. */
  readonly keys: Keys;
  /** The keys as docs/configuration.md shows them, in YAML with comments. */
  readonly example: string;
  /** The stacks and functions that use them, as in "Used by …". */
  readonly affects: string;
  /** The page about them, relative to docs/. */
  readonly guide?: string;
  /**
   * What the keys become. Absent where that depends on other sections: `config/resolve.ts` calls those by name. A draft with faults is
   * resolved as far as it goes, with stand-ins for what is missing, to find the rest of them.
   */
  readonly resolve?: (draft: DraftOf<Keys>, around: SectionContext, faults: Faults) => Part;
}

/** What a section's keys hold, before defaults. */
export type DraftOf<Keys extends z.ZodRawShape> = Draft<z.output<z.ZodObject<Keys>>>;

/** Where a configuration lies and what its sections have in common. */
export interface SectionContext {
  /** Folder of the configuration; files that it names are relative to it. */
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Empty when it is missing, as the region. */
  readonly project: string;
  /** The account that the buckets belong to; undefined when it is missing. */
  readonly account: string | undefined;
  readonly region: string;
  /** Undefined when the region, from which it follows, is missing. */
  readonly partition: Partition | undefined;
}

export function defineSection<Keys extends z.ZodRawShape, Part = unknown>(
  section: Section<Keys, Part>,
): Section<Keys, Part> {
  return section;
}
