import type { Table } from "./sql/tables";

/**
 * What a parameter takes. Lists are written with commas. `accounts`, `buckets` and `networks` come from the configuration where
 * nothing else is said.
 */
export type ParameterType =
  | "text"
  | "arn"
  | "bucket"
  | "address"
  | "access-key"
  | "day"
  | "number"
  | "accounts"
  | "buckets"
  | "networks";

export interface HuntParameter {
  /** Letters only: in the SQL it stands as `:name`. */
  readonly name: string;
  readonly type: ParameterType;
  readonly description: string;
  /** As a user would write it; absent where the parameter must be given, or comes from the configuration. */
  readonly default?: string;
}

/** How a report draws the answer, by names of its columns. */
export interface HuntChart {
  /** `bars` draws each row, longest first as the answer has it; `time` draws a sum for each hour or day. */
  readonly kind: "bars" | "time";
  /** What the bars stand for, or the column with the time. */
  readonly of: readonly [string, ...string[]];
  readonly value: string;
}

/** A question to the logs, and the SQL that answers it. */
export interface Hunt {
  /** Its file's name; `detection.<id>` for those made from a detection. */
  readonly id: string;
  readonly title: string;
  /** What a person would ask. */
  readonly question: string;
  /** Where the rows come from, as people call it. */
  readonly log:
    | "CloudTrail"
    | "CloudTrail management events"
    | "CloudTrail data events"
    | "CloudTrail network activity events"
    | "S3 server access logs";
  readonly table: Table["name"];
  /** Besides `since`, `until` and `limit`, which all have. */
  readonly parameters: readonly HuntParameter[];
  /**
   * One SELECT in Trino's dialect, with the few functions of `dialect.ts` besides. `:name` stands for a parameter. It must say
   * `day BETWEEN :since AND :until`, which decides how much Athena reads, and end with `LIMIT :limit`.
   */
  readonly sql: string;
  /** Those of the configuration that a hunt made from a detection is about; absent for all other hunts. */
  readonly guarded?: readonly string[];
  /** How to read the answer: what is harmless, what is not, and what to ask next. */
  readonly lookFor: readonly [string, ...string[]];
  readonly chart?: HuntChart;
}

/** The parameters that every hunt has. */
export const COMMON_PARAMETERS: readonly HuntParameter[] = [
  { name: "since", type: "day", description: "first day to look at, in UTC", default: "0001-01-01" },
  { name: "until", type: "day", description: "last day to look at, in UTC", default: "9999-12-31" },
  { name: "limit", type: "number", description: "most rows to answer with", default: "1000" },
];

/** Gives a hunt its type and nothing else. */
export function defineHunt(hunt: Hunt): Hunt {
  return hunt;
}
