/** What is known of an address, in the words in which alerts say it. */
export interface AddressFacts {
  /** The user's names for networks that it is in. */
  readonly knownAs: string | undefined;
  /** The smallest of those networks. */
  readonly knownNetwork: string | undefined;
  /** Lists of others that it is on, such as exits of Tor. */
  readonly listedAs: string | undefined;
  readonly country: string | undefined;
  /** Whose network it is in, as in `AS64500 Example Networks`. */
  readonly network: string | undefined;
}

export type LookUp = (address: string) => AddressFacts;

export const NO_FACTS: AddressFacts = {
  knownAs: undefined,
  knownNetwork: undefined,
  listedAs: undefined,
  country: undefined,
  network: undefined,
};
