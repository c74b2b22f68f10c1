/** What people need to know of a detection. Nothing is decided by it. */
export interface DetectionDocs {
  readonly status: "experimental" | "test" | "stable" | "deprecated";
  /** `TA0009:T1530`, ATT&CK v16 ids: tactic, colon, technique. */
  readonly attack: readonly string[];
  readonly description: string;
  /** Known blind spots. */
  readonly misses: readonly string[];
  readonly falsePositives: readonly string[];
  /** Two or three concrete steps for the person who is alerted, in order. */
  readonly runbook: readonly [string, string, ...string[]];
}
