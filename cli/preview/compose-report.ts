import { perimeterStatement } from "@palisade/engine/perimeter/statement";
import type { Caller } from "@palisade/engine/preview/caller";
import { comparePreviews } from "@palisade/engine/preview/compare-previews";
import { cutOff, enforced, losingAccess, preview, unclear, unclearInForce } from "@palisade/engine/preview/preview";
import { proposeAllowlist } from "@palisade/engine/preview/propose-allowlist";
import { DAY_MS, type RequestGroups } from "@palisade/engine/preview/request-group";
import type { DetectorSettings } from "@palisade/engine/settings";
import type { PalisadeConfig } from "../../config/config";
import { detectorSettings } from "../../config/derived/detector-settings";
import type { AssumedConfig } from "../lib/assumed/assumed-config";
import { countOrigins, ownRequests } from "../lib/not-judged/counted-origins";
import { notJudged } from "../lib/not-judged/not-judged";
import { type CountedOrigin, isForObjects } from "../lib/not-judged/origin";
import { scopeOf } from "../lib/not-judged/scope";
import { comparePolicies } from "../review/compare-policies";
import { code, type Finding } from "../review/finding";
import { policyStatements, type Statement } from "../review/policy-statements";
import type { FileReview } from "../review/review-report";
import { openAddressBook } from "./address-book";
import { logEnd } from "./log-end";
import type { PlannedChange } from "./perimeters-of-plan";
import type { PreviewReport } from "./preview-report";

export interface ReportInput {
  /** Present where there is no configuration. */
  readonly assumed?: AssumedConfig | undefined;
  readonly config: PalisadeConfig;
  readonly groups: RequestGroups;
  readonly origins: readonly CountedOrigin[];
  /** What of the logs could not be read. */
  readonly unread: readonly string[];
  /** The configuration's, and those that it is compared with. */
  readonly buckets: ReadonlySet<string>;
  /** Decide as if every perimeter were in force. */
  readonly enforce: boolean;
  readonly lastDays: number | undefined;
  readonly compared?: { readonly before: Compared; readonly after: Compared } | undefined;
  readonly planned?: PlannedChange | undefined;
  readonly plan?: FileReview | undefined;
}

interface Compared {
  readonly file: string;
  readonly settings: DetectorSettings;
}

/** Decides, looks the callers' addresses up, and puts together all there is to say. */
export async function composeReport(input: ReportInput): Promise<PreviewReport> {
  const { config, groups, lastDays, plan } = input;
  const configured = detectorSettings(config);
  const settings = input.enforce ? enforced(configured) : configured;
  const result = preview(groups, settings);
  const comparison = comparisonOf(input);
  const until = logEnd(groups, Date.now());
  const shown = [
    ...result.denied,
    ...result.undecided,
    ...(comparison ? [...comparison.newlyCutOff, ...comparison.newlyLetIn, ...comparison.unclear] : []),
  ];
  const since = lastDays === undefined ? 0 : until - lastDays * DAY_MS;
  const scope = scopeOf(config, input.buckets);
  // What another configuration protects is judged by that one alone.
  const own = new Set(settings.perimeters.flatMap(({ buckets }) => buckets));
  const forObjects = input.origins.filter(isForObjects);
  const lookUp = await openAddressBook(config.enrich, worthLookingUp(shown, cutOff(result)));
  return {
    settings,
    groups,
    result,
    proposed: proposeAllowlist(result, lookUp, until),
    lookUp,
    losing: losingAccess(result, since),
    unclearInForce: unclearInForce(result, since),
    scope,
    recorded: ownRequests(input.origins, own, scope.account),
    judged: ownRequests(forObjects, own, scope.account),
    silentBuckets: [...own].filter((bucket) => ownRequests(forObjects, new Set([bucket]), undefined) === 0),
    notJudged: notJudged(countOrigins(input.origins, scope), unclear(result).length),
    unread: input.unread,
    lastDays,
    until,
    ...(comparison && { comparison }),
    ...(plan && { plan }),
    ...(input.assumed && { assumed: input.assumed }),
  };
}

/** Of a storm of strangers no one reads more. */
const MOST_LOOKED_UP = 2000;

function worthLookingUp(shown: readonly Caller[], first: readonly Caller[]): ReadonlySet<string> {
  const addresses = new Set<string>();
  for (const { source } of [...first, ...shown]) {
    if (addresses.size >= MOST_LOOKED_UP && addresses.size >= first.length) break;
    if (source.kind === "public") addresses.add(source.address);
  }
  return addresses;
}

function comparisonOf({ compared, planned, groups }: ReportInput): PreviewReport["comparison"] {
  if (compared) {
    const { before, after } = compared;
    return {
      ...comparePreviews(groups, before.settings, after.settings),
      before: before.file,
      after: after.file,
      findings: changesOf(before.settings, after.settings),
    };
  }
  if (!planned) return undefined;
  const { before, after, findings } = planned;
  return { ...comparePreviews(groups, before, after), before: "what is deployed", after: "what is planned", findings };
}

/** What the statements in force say differently, bucket by bucket; buckets with the same changes are notified of once. */
function changesOf(before: DetectorSettings, after: DetectorSettings): readonly Finding[] {
  const [was, is] = [statementsOf(before), statementsOf(after)];
  const buckets = new Map<string, { finding: Finding; names: string[] }>();
  for (const bucket of new Set([...was.keys(), ...is.keys()])) {
    for (const finding of comparePolicies(was.get(bucket) ?? [], is.get(bucket) ?? [])) {
      const known = buckets.get(finding.text) ?? { finding, names: [] };
      known.names.push(bucket);
      buckets.set(finding.text, known);
    }
  }
  return [...buckets.values()].map(({ finding, names }) => ({
    ...finding,
    text: `${code(names[0] ?? "")}${names.length > 1 ? ` and ${names.length - 1} more` : ""}: ${finding.text}`,
  }));
}

/** By bucket, without its name: two buckets of one perimeter say the same. */
function statementsOf({ perimeters, sids }: DetectorSettings): ReadonlyMap<string, readonly Statement[]> {
  return new Map(
    perimeters.flatMap((perimeter) =>
      perimeter.mode === "observe"
        ? []
        : perimeter.buckets.map((bucket) => {
            const statement = perimeterStatement(
              perimeter,
              { bucket: "BUCKET", partition: "aws" },
              sids[perimeter.name],
            );
            return [bucket, policyStatements(JSON.stringify({ Statement: statement })) ?? []] as const;
          }),
    ),
  );
}
