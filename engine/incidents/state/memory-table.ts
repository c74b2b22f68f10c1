import type { Element } from "./element";
import type { ElementTable } from "./element-table";
import { RecentMap } from "./recent-map";

interface Kept {
  readonly slices: Map<number, Element[]>;
  readonly known: Map<number, Set<string>>;
}

/** A table that lives as long as the process, with so many keys at most: for replay, for tests, and for when DynamoDB is out of reach. */
export function createMemoryTable(capacity = Number.POSITIVE_INFINITY): ElementTable {
  const keys = new RecentMap<string, Kept>(capacity);
  const nothing = new Map<number, Element[]>();
  return {
    read: async (key) => keys.get(key)?.slices ?? nothing,
    add: async (key, additions) => {
      let kept = keys.get(key);
      if (!kept) {
        kept = { slices: new Map(), known: new Map() };
        keys.set(key, kept);
      }
      for (const [slice, elements] of additions) addTo(kept, slice, elements);
      return kept.slices;
    },
    drop: async (key, slices) => {
      const kept = keys.get(key);
      for (const slice of slices) {
        kept?.slices.delete(slice);
        kept?.known.delete(slice);
      }
    },
  };
}

function addTo({ slices, known }: Kept, slice: number, elements: readonly Element[]): void {
  let list = slices.get(slice);
  let names = known.get(slice);
  if (!list || !names) {
    list = [];
    names = new Set();
    slices.set(slice, list);
    known.set(slice, names);
  }
  for (const element of elements) {
    const name = `${element.id} ${element.time} ${element.number}`;
    if (names.has(name)) continue;
    names.add(name);
    list.push(element);
  }
}
