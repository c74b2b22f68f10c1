/** A key that `palisade.yaml` takes for a kind of channel, as data: the configuration makes its schema and its documentation of it. */
export type ChannelKey = {
  /** Narrows when the key applies, after the kind's name: `instead of webhook`. */
  readonly when?: string;
  /** What the value is, for the documentation. */
  readonly about: string;
} & (
  | { readonly form: "secret" }
  | {
      readonly form: "text";
      readonly pattern: RegExp;
      readonly what: string;
      readonly expected: string;
      readonly fix: string;
    }
  | { readonly form: "choice"; readonly choices: readonly string[]; readonly fix: string }
);

/** The key of every vendor whose messages go to an incoming webhook: its URL is the secret. */
export const WEBHOOK_KEY: ChannelKey = { form: "secret", about: "where the URL of the incoming webhook is" };
