import type { LookUp } from "@palisade/engine/preview/address-facts";
import type { Caller } from "@palisade/engine/preview/caller";
import type { Comparison } from "@palisade/engine/preview/compare-previews";
import type { Preview } from "@palisade/engine/preview/preview";
import type { ProposedAllowlist } from "@palisade/engine/preview/propose-allowlist";
import type { RequestGroups } from "@palisade/engine/preview/request-group";
import type { DetectorSettings } from "@palisade/engine/settings";
import type { AssumedConfig } from "../lib/assumed/assumed-config";
import type { NotJudged } from "../lib/not-judged/not-judged";
import type { Scope } from "../lib/not-judged/scope";
import type { Finding } from "../review/finding";
import type { FileReview } from "../review/review-report";

/** All that `palisade preview` has to say, before it is given a form. */
export interface PreviewReport {
  readonly settings: DetectorSettings;
  readonly groups: RequestGroups;
  readonly result: Preview;
  readonly proposed: ProposedAllowlist;
  readonly lookUp: LookUp;
  /** Those who lose access by a statement in force, and had it lately. */
  readonly losing: readonly Caller[];
  /** Those who lose access, or do not, by a statement in force: the logs cannot tell. */
  readonly unclearInForce: readonly Caller[];
  /** What the configuration is about. */
  readonly scope: Scope;
  /** How many requests to protected buckets the logs of the configuration's own account hold, or access logs. */
  readonly recorded: number;
  /** Those of them that may be for objects: a trail records these only where it is told to, and calls about buckets say nothing of them. */
  readonly judged: number;
  /** Protected buckets for whose objects the logs hold no request. */
  readonly silentBuckets: readonly string[];
  readonly notJudged: NotJudged;
  /** What of the logs could not be read, a sentence each. */
  readonly unread: readonly string[];
  /** How many days of the logs count as lately; absent means all. */
  readonly lastDays: number | undefined;
  /** When the logs end, without records whose time cannot be: milliseconds since the epoch. */
  readonly until: number;
  /** What another configuration, or the state before a plan, would have done. */
  readonly comparison?: Comparison & {
    readonly before: string;
    readonly after: string;
    readonly findings: readonly Finding[];
  };
  readonly plan?: FileReview;
  /** Present where there is no configuration. */
  readonly assumed?: AssumedConfig;
}
