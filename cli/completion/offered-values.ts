import type { Command } from "commander";

/** The formats of most reports. */
export const TABLE_OR_JSON = ["table", "json"] as const;

/** Asked only where they are completed. */
export type Offer = () => Readonly<Record<string, readonly string[]>>;

const OFFERS = new WeakMap<Command, readonly Offer[]>();

/**
 * Says which values a command's options and arguments take, by `--format` or an argument's name, for shells to complete. The command
 * checks them itself.
 */
export function offerValues(command: Command, offer: Offer): void {
  OFFERS.set(command, [...(OFFERS.get(command) ?? []), offer]);
}

export function offeredValues(command: Command): ReturnType<Offer> {
  return Object.assign({}, ...(OFFERS.get(command) ?? []).map((offer) => offer()));
}
