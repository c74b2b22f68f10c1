import type { DetectorSettings } from "@palisade/engine/settings";
import type { Severity } from "@palisade/engine/severity";
import type { AssumedConfig } from "../lib/assumed/assumed-config";
import type { Gate } from "../lib/gate";
import type { Scope } from "../lib/not-judged/scope";

/** What a replay was asked, as far as its reports tell of it. */
export interface ReplayQuestion {
  readonly project: string;
  readonly settings: DetectorSettings;
  readonly scope: Scope;
  /** https URL of the folder with the runbooks. */
  readonly runbooks: string | undefined;
  readonly gate: Gate<Severity> | undefined;
  /** Present where there is no configuration. */
  readonly assumed: AssumedConfig | undefined;
}
