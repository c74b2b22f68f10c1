import type { Aws } from "@palisade/aws/aws";
import { identify } from "@palisade/aws/caller";
import { type OwnAccount, ownAccount } from "@palisade/engine/inventory/own-account";
import { parseConfig } from "../../config/load-config";
import { commandName } from "../lib/command-name";
import { UsageError } from "../lib/usage-error";
import { type AccountView, viewAccount } from "./account-view";
import { type ChoiceFlags, choicesOf } from "./choices";
import { decideBuckets, placeBuckets } from "./decide-buckets";
import { decideEntries } from "./decide-entries";
import type { Draft, DraftBucket, DraftTrail } from "./draft";
import { draftText } from "./draft-text";
import { gapsOf } from "./gaps-of";
import { accountReason, originOf } from "./log-facts";
import { coveringTrail, policyOf } from "./look-at-account";
import type { Ask } from "./question";
import type { LogsRead } from "./read-logs";
import { knownRegion } from "./sort-buckets";

export interface Making {
  /** Undefined asks the account instead. */
  readonly read: LogsRead | undefined;
  readonly flags: ChoiceFlags;
  readonly ask: Ask;
  /** Undefined where AWS is not to be asked. */
  readonly aws: Aws | undefined;
  /** The region of the environment or the profile. */
  readonly usualRegion: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Made {
  readonly draft: Draft;
  /** Texts of policies, by the file that the draft names. */
  readonly policies: ReadonlyMap<string, string>;
}

/** Where AWS is asked who asks, if nothing says another region. */
const ANY_REGION = "us-east-1";

/** A draft from what logs or the account say, and from what is decided. */
export async function makeDraft({ read, flags, ask, aws, usualRegion, now }: Making): Promise<Made> {
  const choices = choicesOf(flags, ask);
  const recordedIn = knownRegion(read?.inventory.regions ?? []);
  const askedIn = flags.region ?? usualRegion ?? recordedIn ?? ANY_REGION;
  const caller = aws && (await identify(aws, askedIn));
  if (read === undefined && caller?.kind !== "found") {
    const why =
      caller?.kind === "unknown" ? `${caller.why}, fix: ${caller.fix ?? `${commandName()} init LOGS`}` : "no answer";
    throw new UsageError(`without logs the account is asked: ${why}`);
  }
  const own = read && ownAccount(read.inventory);
  const recorded = own?.by === "trail" ? own.account : undefined;
  const likely = recorded ?? (caller?.kind === "found" ? caller.value.account : undefined);
  const account = await choices.account(likely, read?.inventory.accounts ?? []);
  const view = await viewAccount(account, caller, aws, askedIn);
  const decided = await decideBuckets(read, account, view, choices);
  const { commonRegion } = decided;
  const region = await choices.region(commonRegion ?? usualRegion ?? recordedIn);
  const { buckets, leftOut } = await placeBuckets(decided, view, region);
  const base: Draft = {
    origin: read === undefined ? `account ${account}` : originOf(read.paths, read.inventory),
    project: await choices.project(),
    account: { value: account, why: accountWhy(account, own, flags) },
    region: { value: region, why: region === commonRegion ? "most buckets are there" : "chosen" },
    buckets: buckets.map(({ name, region: where }) => ({ name, region: where, policy: { kind: "unknown", why: "" } })),
    leftOut,
    allowed: [],
    doubtful: [],
    emails: await choices.emails(),
    trail: { kind: "create", why: "" },
    gaps: [],
  };
  const entries = await decideEntries(read, base, choices, now);
  const { policies, ...kept } = await withPolicies(base.buckets, view, region);
  const draft: Draft = { ...base, ...entries, ...kept, trail: await trailFor(base, view, now) };
  return { draft: { ...draft, gaps: gapsOf(draft, view, read, own) }, policies };
}

function accountWhy(account: string, own: OwnAccount | undefined, flags: ChoiceFlags): string {
  if (flags.account !== undefined) return "as --account says";
  if (own === undefined) return "the account of the credentials";
  return own.account === account ? accountReason(own) : "chosen";
}

async function withPolicies(buckets: readonly DraftBucket[], view: AccountView, home: string) {
  const policies = new Map<string, string>();
  if (view.kind === "closed") {
    const policy = { kind: "unknown", why: view.why } as const;
    return { buckets: buckets.map((bucket) => ({ ...bucket, policy })), policies };
  }
  const found = await Promise.all(
    buckets.map(async (bucket): Promise<DraftBucket> => {
      const policy = await policyOf(bucket.name, view.aws, bucket.region ?? home);
      if (policy.kind !== "found") return { ...bucket, policy };
      const file = `policies/${bucket.name}.json`;
      policies.set(file, `${policy.text}\n`);
      return { ...bucket, policy: { kind: "kept", file, statements: policy.statements } };
    }),
  );
  return { buckets: found, policies };
}

async function trailFor(base: Draft, view: AccountView, now: number): Promise<DraftTrail> {
  if (view.kind === "closed") return { kind: "create", why: `which others exist is not known, ${view.why}` };
  return coveringTrail(view.aws, parseConfig(draftText(base), "palisade.yaml", now), now);
}
