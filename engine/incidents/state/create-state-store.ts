import type { Candidate } from "../../detections/engine/candidate";
import type { Match } from "../incident";
import { createMemoryTable } from "./memory-table";
import { createFirstSeenPromotion } from "./promote-first-seen";
import { createWindowPromotion, type PromotionOptions } from "./promote-in-window";
import type { StateStore } from "./state-store";

/** A store of state in a table of elements: the same judgement wherever the elements are kept. */
export function createStateStore(options: PromotionOptions): StateStore {
  const promoteInWindow = createWindowPromotion(options);
  const promoteFirstSeen = createFirstSeenPromotion(options.table);

  const promoteGroup = (key: string, candidates: readonly Candidate[]) => {
    const { rule } = candidates[0] as Candidate;
    return rule.kind === "first-seen"
      ? promoteFirstSeen(key, rule, candidates)
      : promoteInWindow(key, rule, candidates);
  };

  return {
    promote: async (candidates) => {
      const promoted = new Map<Candidate, Match>();
      const failures = new Map<Candidate, unknown>();
      const promoteOne = async ([key, group]: readonly [string, readonly Candidate[]]) => {
        try {
          for (const [candidate, match] of await promoteGroup(key, group)) promoted.set(candidate, match);
        } catch (error) {
          for (const candidate of group) failures.set(candidate, error);
        }
      };
      await Promise.all([...groupByKey(candidates)].map(promoteOne));
      return { promoted, failures };
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
