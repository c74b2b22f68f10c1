import { partitionOf } from "../../config/fields/regions";
import { type AccountView, liveBuckets } from "./account-view";
import type { Choices } from "./choices";
import type { Reasoned } from "./draft";
import { regionOf } from "./look-at-account";
import type { LogsRead } from "./read-logs";
import { type Candidate, type SortedBuckets, sortBuckets } from "./sort-buckets";

export interface DecidedBuckets {
  readonly buckets: readonly Candidate[];
  /** The region of most of them. */
  readonly commonRegion: string | undefined;
  /** Buckets that are not protected, each with why. */
  readonly leftOut: readonly Reasoned[];
}

/** Which buckets are protected, by the logs or the account, and by choice. */
export async function decideBuckets(
  read: LogsRead | undefined,
  account: string,
  view: AccountView,
  choices: Choices,
): Promise<DecidedBuckets> {
  const sorted = bucketsIn(read, account, view);
  const buckets = await chooseBuckets(sorted, choices);
  return { buckets, commonRegion: mostCommonRegion(buckets), leftOut: unchosen(sorted, buckets) };
}

/** Looks up the regions that the logs do not say, where that may be asked, and leaves out what is of another partition than the home region. */
export async function placeBuckets(
  { buckets, leftOut }: DecidedBuckets,
  view: AccountView,
  home: string,
): Promise<Pick<DecidedBuckets, "buckets" | "leftOut">> {
  const located = await locate(buckets, view, home);
  const isOutside = ({ region = home }: Candidate) => partitionOf(region) !== partitionOf(home);
  const outside = located.filter(isOutside).map(({ name, region }) => ({
    value: name,
    why: `in ${region}, which is of another partition than ${home}`,
  }));
  return { buckets: located.filter((bucket) => !isOutside(bucket)), leftOut: [...outside, ...leftOut] };
}

function bucketsIn(read: LogsRead | undefined, account: string, view: AccountView): SortedBuckets {
  const live = liveBuckets(view);
  if (read !== undefined) return sortBuckets(read.inventory.buckets, account, live);
  return { own: (live ?? []).map((bucket) => ({ ...bucket, hint: "" })), others: [] };
}

/** Those that were chosen, of which some may be in no list. */
async function chooseBuckets(sorted: SortedBuckets, choices: Choices): Promise<readonly Candidate[]> {
  const others = sorted.others.map(({ value, region }) => ({ name: value, region, hint: "" }));
  const known = new Map([...others, ...sorted.own].map((candidate) => [candidate.name, candidate]));
  const names = await choices.buckets(sorted);
  return names.map((name) => known.get(name) ?? { name, region: undefined, hint: "" });
}

function unchosen({ own, others }: SortedBuckets, chosen: readonly Candidate[]): readonly Reasoned[] {
  const names = new Set(chosen.map(({ name }) => name));
  const left = own.map(({ name }) => ({ value: name, why: "not chosen" }));
  return [...left, ...others].filter(({ value }) => !names.has(value));
}

function mostCommonRegion(buckets: readonly Candidate[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { region } of buckets) if (region !== undefined) counts.set(region, (counts.get(region) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

function locate(buckets: readonly Candidate[], view: AccountView, home: string): Promise<readonly Candidate[]> {
  return Promise.all(
    buckets.map(async (bucket) => {
      if (bucket.region !== undefined || view.kind === "closed") return bucket;
      return { ...bucket, region: await regionOf(bucket.name, view.aws, home) };
    }),
  );
}
