/** One of Palisade's own alarms that is on. */
export interface RaisedAlarm {
  readonly name: string;
  readonly description?: string;
  /** Milliseconds since the epoch. */
  readonly since?: number;
}

export interface DeadLetters {
  readonly queue: string;
  readonly messages: number;
}

/** Looks after the chain. Each throws when AWS does not answer. */
export interface ChainHealth {
  /** Alarms that are on, of those whose names begin so. */
  alarms(prefix: string): Promise<readonly RaisedAlarm[]>;
  deadLetters(queue: string): Promise<DeadLetters>;
}
