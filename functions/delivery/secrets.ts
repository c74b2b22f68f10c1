import type { SecretName } from "@palisade/engine/channels/secret-name";

/** Fetches a secret from where it is kept. */
export type FetchSecret = (name: SecretName) => Promise<string>;

/** There is no secret of that name, or nothing in it: only people can mend that. */
export class MissingSecretError extends Error {
  override readonly name = "MissingSecretError";
}

export interface Secrets {
  /** The secret, a few minutes old at most unless it cannot be fetched. */
  get(name: SecretName): Promise<string>;
  /** Fetches it again and answers whether it has changed. */
  refresh(name: SecretName): Promise<boolean>;
}

const FRESH_MS = 5 * 60_000;

/** Remembers secrets for minutes. An old one serves on while its store is out of reach, but not when the store says that it is gone. */
export function createSecrets(fetch: FetchSecret, now: () => number): Secrets {
  const known = new Map<SecretName, { readonly value: string; readonly at: number }>();

  const renew = async (name: SecretName) => {
    try {
      // A secret that was pasted or piped often ends in a line break.
      const value = (await fetch(name)).trim();
      if (value === "") throw new MissingSecretError(`secret ${name} is empty`);
      known.set(name, { value, at: now() });
      return value;
    } catch (error) {
      if (error instanceof MissingSecretError) known.delete(name);
      throw error;
    }
  };

  return {
    get: async (name) => {
      const old = known.get(name);
      if (old !== undefined && now() - old.at < FRESH_MS) return old.value;
      try {
        return await renew(name);
      } catch (error) {
        if (old === undefined || error instanceof MissingSecretError) throw error;
        return old.value;
      }
    },
    refresh: async (name) => {
      const old = known.get(name)?.value;
      return (await renew(name)) !== old;
    },
  };
}
