import { checkBuckets } from "./checks/check-buckets";
import { checkDecoys } from "./checks/check-decoys";
import { checkNames } from "./checks/check-names";
import { checkPolicies } from "./checks/check-policies";
import { checkRecipients } from "./checks/check-recipients";
import { checkRegions } from "./checks/check-regions";
import type { PalisadeConfig } from "./config";
import { ownReaders } from "./derived/own-readers";
import { resolveAccessLogs } from "./sections/access-logs";
import { resolveChannels } from "./sections/channels";
import { resolveDigest } from "./sections/digest";
import { resolveEnrich } from "./sections/enrich";
import { resolveHunting } from "./sections/hunting";
import { type Names, resolveNames } from "./sections/names";
import { resolvePerimeters } from "./sections/perimeters";
import { resolveQuietHours } from "./sections/quiet-hours";
import { partitionIn, resolveRegion } from "./sections/region";
import { type FileDraft, type IndependentParts, SECTIONS } from "./sections/registry";
import { resolveRoutes } from "./sections/routes";
import type { SectionContext } from "./sections/section";
import { resolveServices } from "./sections/services";
import type { Faults } from "./yaml/faults";

/** What a configuration is read with besides its text. */
type Circumstances = Pick<SectionContext, "folder" | "now">;

/**
 * Fills in every default and checks what only several values together can tell. A draft with faults is resolved as far as it
 * goes, to find the rest of them; the result is undefined as soon as there is one. Some checks are silent where another has
 * found a fault already, so their order matters.
 */
export function resolve(draft: FileDraft, circumstances: Circumstances, faults: Faults): PalisadeConfig | undefined {
  // Stand-ins for what is missing: that it is missing has been reported.
  const { project = "", account, region = "" } = draft;
  const partition = partitionIn(draft);
  const around: SectionContext = { ...circumstances, project, account, region, partition };
  const names = resolveNames(project, (draft.names ?? {}) as Partial<Names>);
  const readers = partition === undefined ? [] : ownReaders(draft, { names, partition, account: account ?? "" });
  const perimeters = resolvePerimeters(draft, { ...around, readers }, faults);
  checkPolicies(perimeters, partition, faults);
  const buckets = perimeters.flatMap((perimeter) => perimeter.buckets);
  const independent = resolveIndependent(draft, around, faults);
  const { logs } = independent;
  const services = resolveServices(draft, { ...around, buckets, logBucket: logs.bucket }, faults);
  checkRegions(draft, buckets, faults);
  checkBuckets(buckets, draft, logs, faults);
  checkDecoys(draft, buckets, faults);
  const channels = resolveChannels(draft, around, faults);
  const routes = resolveRoutes(draft, faults);
  const quietHours = resolveQuietHours(draft, faults);
  const digest = resolveDigest(draft, quietHours.quietHours, around.now, faults);
  checkRecipients(draft, faults);
  const enrich = resolveEnrich(draft, around, faults);
  const hunting = resolveHunting(draft, { ...around, logs, buckets }, faults);
  const accessLogs = resolveAccessLogs(draft, { ...around, logs, buckets }, faults);
  checkNames(names, draft, faults);
  if (faults.any) return undefined;
  return {
    ...independent,
    ...resolveRegion(draft, buckets),
    perimeters: perimeters.map(({ config }) => config),
    ...services,
    ...channels,
    ...routes,
    ...quietHours,
    ...digest,
    ...enrich,
    ...hunting,
    ...accessLogs,
    names,
    warnings: faults.warnings(),
  };
}

function resolveIndependent(draft: FileDraft, around: SectionContext, faults: Faults): IndependentParts {
  const parts = SECTIONS.map(({ resolve: resolveSection }) => resolveSection?.(draft, around, faults));
  return Object.assign({}, ...parts) as IndependentParts;
}
