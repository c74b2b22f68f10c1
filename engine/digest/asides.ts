import type { AsideAlert } from "./aside-alert";

/** An alert that waits for the digest. */
export interface Aside {
  /** Key of its delivery. */
  readonly key: string;
  readonly entry: AsideAlert;
}

export interface Asides {
  /** Those that have waited longest. */
  readonly waiting: readonly Aside[];
  /** Whether there are more than these, which wait for the next digest. */
  readonly hasMore: boolean;
}
