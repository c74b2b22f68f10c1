import { setTimeout } from "node:timers/promises";

/** Milliseconds since the epoch. */
export function now(): number {
  return Date.now();
}

export async function sleep(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds);
}
