import type { BucketSighting, Log, RecordSighting } from "./sighting";

/** A name with how many records have it. */
export interface Counted {
  readonly name: string;
  readonly records: number;
}

/** What logs say of the account that they are from; the most frequent first in each list. */
export interface Inventory {
  readonly records: Readonly<Record<Log, number>>;
  /** Accounts whose trails the records are from, and that findings concern. */
  readonly accounts: readonly Counted[];
  /** Accounts of requesters in access logs, which name no other account. */
  readonly requesters: readonly Counted[];
  readonly regions: readonly Counted[];
  readonly buckets: readonly BucketSeen[];
  /** The days of which there are records, counted from the epoch in UTC, in order. */
  readonly days: readonly number[];
}

export interface BucketSeen {
  readonly name: string;
  readonly requests: number;
  /** How many of them were for objects or listings of them. */
  readonly forObjects: number;
  /** How many of them got what they asked for: without any, there may be no such bucket. */
  readonly answered: number;
  /** The account that records prove to be its owner; absent where none does. */
  readonly owner: string | undefined;
  /** Accounts whose trails name it. */
  readonly accounts: readonly Counted[];
  /** S3 delivers it to the bucket's owner only. */
  readonly hasAccessLog: boolean;
  /** Where answered requests were recorded; of requests for objects that is the bucket's own region. */
  readonly regions: readonly Counted[];
  /** An AWS service writes logs into it. */
  readonly receivesLogs: boolean;
}

export interface InventoryTally {
  readonly addRecords: (sighting: RecordSighting) => void;
  readonly addRequests: (sighting: BucketSighting) => void;
  readonly result: () => Inventory;
}

const ACCOUNT = /^\d{12}$/;

type Counts = Map<string, number>;

export function createInventory(): InventoryTally {
  const records = { cloudtrail: 0, "access-log": 0, finding: 0 };
  const accounts: Counts = new Map();
  const requesters: Counts = new Map();
  const regions: Counts = new Map();
  const days = new Set<number>();
  const buckets = new Map<string, Growing>();
  return {
    addRecords: (sighting) => {
      records[sighting.log] += sighting.records;
      countAccount(accounts, sighting.account, sighting.records);
      countAccount(requesters, sighting.requester, sighting.records);
      count(regions, sighting.region, sighting.records);
      days.add(sighting.day);
    },
    addRequests: (sighting) => {
      let bucket = buckets.get(sighting.bucket);
      if (bucket === undefined) {
        bucket = createGrowing();
        buckets.set(sighting.bucket, bucket);
      }
      addTo(bucket, sighting);
    },
    result: () => ({
      records: { ...records },
      accounts: mostFirst(accounts),
      requesters: mostFirst(requesters),
      regions: mostFirst(regions),
      buckets: [...buckets]
        .map(([name, growing]) => seenOf(name, growing))
        .toSorted((a, b) => b.requests - a.requests || (a.name < b.name ? -1 : 1)),
      days: [...days].toSorted((a, b) => a - b),
    }),
  };
}

function createGrowing() {
  return {
    requests: 0,
    forObjects: 0,
    answered: 0,
    owners: new Map<string, number>(),
    accounts: new Map<string, number>(),
    hasAccessLog: false,
    objectRegions: new Map<string, number>(),
    otherRegions: new Map<string, number>(),
    receivesLogs: false,
  };
}

type Growing = ReturnType<typeof createGrowing>;

function addTo(bucket: Growing, sighting: BucketSighting): void {
  const { requests, isForObjects, isAnswered } = sighting;
  bucket.requests += requests;
  if (isForObjects) bucket.forObjects += requests;
  if (isAnswered) bucket.answered += requests;
  countAccount(bucket.owners, sighting.owner, requests);
  countAccount(bucket.accounts, sighting.account, requests);
  if (sighting.account === undefined) bucket.hasAccessLog = true;
  if (isAnswered) count(isForObjects ? bucket.objectRegions : bucket.otherRegions, sighting.region, requests);
  if (sighting.isLogDelivery) bucket.receivesLogs = true;
}

function seenOf(name: string, growing: Growing): BucketSeen {
  const { owners, accounts, objectRegions, otherRegions, ...rest } = growing;
  return {
    name,
    ...rest,
    owner: mostFirst(owners)[0]?.name,
    accounts: mostFirst(accounts),
    // Calls about a bucket may be sent to another region than its own, requests for its objects are answered there only.
    regions: mostFirst(objectRegions.size > 0 ? objectRegions : otherRegions),
  };
}

/** Other text, such as `anonymous`, is no account. */
function countAccount(counts: Counts, account: string | undefined, records: number): void {
  if (account !== undefined && ACCOUNT.test(account)) count(counts, account, records);
}

function count(counts: Counts, name: string | undefined, records: number): void {
  if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + records);
}

function mostFirst(counts: Counts): readonly Counted[] {
  return [...counts]
    .map(([name, records]) => ({ name, records }))
    .toSorted((a, b) => b.records - a.records || (a.name < b.name ? -1 : 1));
}
