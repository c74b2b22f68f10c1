import type { AccessLogsPart } from "./sections/access-logs";
import type { ChannelsPart } from "./sections/channels";
import type { DigestPart } from "./sections/digest";
import type { EnrichPart } from "./sections/enrich";
import type { HuntingPart } from "./sections/hunting";
import type { NamesPart } from "./sections/names";
import type { PerimetersPart } from "./sections/perimeters";
import type { QuietHoursPart } from "./sections/quiet-hours";
import type { RegionPart } from "./sections/region";
import type { IndependentParts } from "./sections/registry";
import type { RoutesPart } from "./sections/routes";
import type { ServicesPart } from "./sections/services";

/** `palisade.yaml` after validation: every default filled in, every file read, every name decided. */
export type PalisadeConfig = IndependentParts &
  RegionPart &
  PerimetersPart &
  AccessLogsPart &
  ChannelsPart &
  RoutesPart &
  QuietHoursPart &
  DigestPart &
  EnrichPart &
  HuntingPart &
  ServicesPart &
  NamesPart & {
    /** What may be right although it looks wrong, one line each: for the person who reads the configuration. */
    readonly warnings: readonly string[];
  };
