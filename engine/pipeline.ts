/** Names, not ARNs, of what Palisade's alerts depend on. */
export interface Pipeline {
  /** EventBridge rules; a name followed by `-` and more is one of ours too. */
  readonly rules: readonly string[];
  readonly queues: readonly string[];
  readonly functions: readonly string[];
  readonly roles: readonly string[];
  readonly topics: readonly string[];
  readonly tables: readonly string[];
  readonly trails: readonly string[];
  readonly keyAliases: readonly string[];
  readonly logGroups: readonly string[];
}
