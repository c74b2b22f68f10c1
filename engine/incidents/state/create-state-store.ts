import type { Candidate } from "../../detections/engine/candidate";
import type { Match } from "../incident";
import { createMemoryTable } from "./memory-table";
import { createRipenFirstSeen } from "./ripen-first-seen";
import { createRipenWindow, type RipenOptions } from "./ripen-window";
import type { StateStore } from "./state-store";

/** A store of state in a table of elements: the same judgement wherever the elements are kept. */
export function createStateStore(options: RipenOptions): StateStore {
  const ripenWindow = createRipenWindow(options);
  const ripenFirstSeen = createRipenFirstSeen(options.table);

  const ripenGroup = (key: string, candidates: readonly Candidate[]) => {
    const { rule } = candidates[0] as Candidate;
    return rule.kind === "first-seen" ? ripenFirstSeen(key, rule, candidates) : ripenWindow(key, rule, candidates);
  };

  return {
    ripen: async (candidates) => {
      const ripe = new Map<Candidate, Match>();
      const failures = new Map<Candidate, unknown>();
      const ripenOne = async ([key, group]: readonly [string, readonly Candidate[]]) => {
        try {
          for (const [candidate, match] of await ripenGroup(key, group)) ripe.set(candidate, match);
        } catch (error) {
          for (const candidate of group) failures.set(candidate, error);
        }
      };
      await Promise.all([...groupByKey(candidates)].map(ripenOne));
      return { ripe, failures };
    },
  };
}

function groupByKey(candidates: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const group = groups.get(candidate.key);
    if (group) group.push(candidate);
    else groups.set(candidate.key, [candidate]);
  }
  return groups;
}

/** A store that lives as long as the process. */
export function createMemoryStateStore(options: { readonly capacity?: number } = {}): StateStore {
  return createStateStore({ table: createMemoryTable(options.capacity) });
}
