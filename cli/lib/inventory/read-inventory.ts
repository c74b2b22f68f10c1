import type { Readable } from "node:stream";
import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import type { Event } from "@palisade/engine/events/event";
import { readEvents } from "@palisade/engine/events/read-events";
import { createInventory, type Inventory, type InventoryTally } from "@palisade/engine/inventory/inventory";
import {
  bucketOfLine,
  bucketsOfRecord,
  sightingOfFinding,
  sightingOfLine,
  sightingOfRecord,
} from "@palisade/engine/inventory/sighting";
import { readInput } from "../../replay/read-input";
import { type FoundInputs, findInputs, type Input } from "../logs/find-inputs";
import type { RecordSink } from "../logs/record-reader";

export interface InventoryOptions {
  readonly stdin: Readable;
  /** Called once the inputs are known; the function it returns is called with bytes as stored, whenever some more were read. */
  readonly onStart?: (inputs: readonly Input[]) => (bytes: number) => void;
}

export interface ReadInventory extends FoundInputs {
  readonly inventory: Inventory;
}

/** Reads logs once, from start to end, for what they say of the account; what cannot be read in them is left to others to name. */
export async function readInventory(paths: readonly string[], options: InventoryOptions): Promise<ReadInventory> {
  const found = await findInputs(paths);
  const onStored = options.onStart?.(found.inputs);
  const tally = createInventory();
  const sink = inventorySink(tally);
  for (const input of found.inputs) await readInput(input, sink, { stdin: options.stdin, onStored });
  return { ...found, inventory: tally.result() };
}

/** The same of events that were read already. */
export function inventoryOfEvents(events: Iterable<Event>): Inventory {
  const tally = createInventory();
  for (const event of events) addEvent(tally, event);
  return tally.result();
}

/** Puts what a reader finds into an inventory. */
function inventorySink(tally: InventoryTally): RecordSink {
  const line = (text: string): boolean => {
    const parsed = parseAccessLogLine(text);
    if (parsed.kind === "malformed") return false;
    addEvent(tally, parsed.event);
    return true;
  };
  return {
    value: (value) => {
      for (const found of readEvents(value)) {
        if (found.kind === "text") line(found.text);
        else if (found.kind === "events") for (const event of found.events) addEvent(tally, event);
      }
    },
    unreadable: () => {},
    line,
  };
}

function addEvent(tally: InventoryTally, event: Event): void {
  switch (event.kind) {
    case "call":
      tally.addRecords(sightingOfRecord(event.record, event.time));
      for (const one of bucketsOfRecord(event.record)) tally.addRequests(one);
      return;
    case "access-log":
      tally.addRecords(sightingOfLine(event));
      tally.addRequests(bucketOfLine(event));
      return;
    case "finding":
      // A sample is made to try things out, and names accounts and buckets that there are not.
      if (event.status !== "sample") tally.addRecords(sightingOfFinding(event));
  }
}
