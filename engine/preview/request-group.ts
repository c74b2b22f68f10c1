/** What was asked for, as far as a perimeter's decision depends on it. */
export interface Call {
  readonly bucket: string;
  readonly eventName: string;
  /** An unknown call is on an object where its record has a key. */
  readonly hasKey: boolean;
  readonly isManagement: boolean;
  readonly errorCode: string | undefined;
}

/** Who asked, as the record has it. */
export interface Identity {
  readonly type: string | undefined;
  readonly accountId: string | undefined;
  /** Left out where the session's role is known: every session has another. */
  readonly arn: string | undefined;
  /** Left out where an ARN names the caller. */
  readonly principalId: string | undefined;
  /** ARN of a session's role. */
  readonly issuer: string | undefined;
  readonly invokedBy: string | undefined;
  /** The account whose trail it is. */
  readonly account: string | undefined;
  /** ARN of a caller whom only the error's text names. */
  readonly named: string | undefined;
}

/**
 * All of a CloudTrail record that a perimeter's decision depends on, and nothing that differs from one request to the next. Tuples
 * with the same call, or identity, hold the same object, so that what follows from it is found once.
 */
export interface CloudTrailTuple {
  readonly log: "cloudtrail";
  readonly call: Call;
  readonly identity: Identity;
  readonly sourceAddress: string | undefined;
  readonly vpcEndpointId: string | undefined;
}

/** The same of a line of a server access log. */
export interface AccessLogTuple {
  readonly log: "access-log";
  readonly bucket: string;
  readonly operation: string;
  readonly hasKey: boolean;
  readonly requester: string | undefined;
  readonly remoteIp: string | undefined;
  readonly status: number | undefined;
  readonly errorCode: string | undefined;
  /** Whether the user agent names a service of AWS, which then may act for the requester. */
  readonly isByService: boolean;
}

export type RequestTuple = CloudTrailTuple | AccessLogTuple;

/** Requests that no perimeter can tell apart. */
export interface RequestGroup {
  readonly tuple: RequestTuple;
  readonly count: number;
  /** How many of them were made in a session that was begun with a second factor. */
  readonly withMfa: number;
  /** Milliseconds since the epoch. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** The days, counted from the epoch in UTC, each once and in order. */
  readonly days: readonly number[];
}

/** What logs hold of the buckets that were asked for. */
export interface RequestGroups {
  readonly groups: readonly RequestGroup[];
  /** All records of each log, whatever they are of; absent where no one counted. */
  readonly records?: Readonly<Record<RequestTuple["log"], number>>;
  /** Times of the first and the last record; absent where there is none. */
  readonly span: { readonly from: number; readonly until: number } | undefined;
}

export const DAY_MS = 86_400_000;
