import type * as z from "zod";
import { keyed } from "../fields/schema-builders";
import type { Draft } from "../yaml/shape";
import { accessLogsSection } from "./access-logs";
import { accountSection } from "./account";
import { alertsSection } from "./alerts";
import { channelsSection } from "./channels";
import { debugSection } from "./debug";
import { decoysSection } from "./decoys";
import { detectionsSection } from "./detections";
import { digestSection } from "./digest";
import { enrichSection } from "./enrich";
import { huntingSection } from "./hunting";
import { kmsSection } from "./kms";
import { logRetentionSection } from "./log-retention-days";
import { logsSection } from "./logs";
import { namesSection } from "./names";
import { perimetersSection } from "./perimeters";
import { projectSection } from "./project";
import { quietHoursSection } from "./quiet-hours";
import { rateCapSection } from "./rate-cap";
import { regionSection } from "./region";
import { routesSection } from "./routes";
import type { Section } from "./section";
import { servicesSection } from "./services";
import { stateSection } from "./state";
import { suppressionsSection } from "./suppressions";
import { tagsSection } from "./tags";
import { trailSection } from "./trail";
import { trustSection } from "./trust";

/** Every section, in the order of docs/configuration.md and of messages that list keys. */
export const SECTIONS = [
  projectSection,
  accountSection,
  regionSection,
  tagsSection,
  stateSection,
  perimetersSection,
  trailSection,
  logsSection,
  accessLogsSection,
  alertsSection,
  channelsSection,
  routesSection,
  quietHoursSection,
  digestSection,
  rateCapSection,
  detectionsSection,
  suppressionsSection,
  trustSection,
  decoysSection,
  enrichSection,
  logRetentionSection,
  kmsSection,
  debugSection,
  huntingSection,
  servicesSection,
  namesSection,
] as const;

type AnySection = (typeof SECTIONS)[number];

/** Of `A | B` all that A and B have together: `A & B`. */
type Joined<Union> = (Union extends unknown ? (part: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** What the sections become that need no other. */
export type IndependentParts = Joined<PartOf<AnySection>>;

type PartOf<One> = One extends Section<infer _, infer Part> ? (unknown extends Part ? never : Part) : never;

/** The shape of `palisade.yaml`. What only several values together can tell is checked in `config/checks`. */
export const fileSchema = keyed(Object.assign({}, ...SECTIONS.map(({ keys }) => keys)) as Joined<AnySection["keys"]>);

/** What a valid file holds, before defaults. */
export type PalisadeFile = z.output<typeof fileSchema>;

/** What is left of a file in which some values were refused. */
export type FileDraft = Draft<PalisadeFile>;
