import type { Inventory } from "./inventory";

/** Which account logs are taken to be of, and by what. */
export interface OwnAccount {
  readonly account: string;
  /** `trail`: most records are from its trail. `requester`: access logs name no account but those of requesters, of whom most are from it. */
  readonly by: "trail" | "requester";
  /** The others that the same is said of, the most frequent first. */
  readonly others: readonly string[];
}

/** The account that most of the logs are of; undefined where they name none. */
export function ownAccount({ accounts, requesters }: Inventory): OwnAccount | undefined {
  const by = accounts.length > 0 ? "trail" : "requester";
  const [first, ...others] = (by === "trail" ? accounts : requesters).map(({ name }) => name);
  return first === undefined ? undefined : { account: first, by, others };
}
