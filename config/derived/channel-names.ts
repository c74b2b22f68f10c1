import type { PalisadeConfig } from "../config";

export interface ChannelNames {
  readonly function: string;
  readonly role: string;
  readonly queue: string;
  readonly deadLetterQueue: string;
}

/** The physical names of what serves one channel. */
export function channelNames({ names }: Pick<PalisadeConfig, "names">, channel: string): ChannelNames {
  const name = `${names.notifier}-${channel}`;
  return { function: name, role: name, queue: name, deadLetterQueue: `${name}-dead-letters` };
}
