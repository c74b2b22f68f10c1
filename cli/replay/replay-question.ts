import type { DetectorSettings } from "../../functions/src/settings";
import type { Severity } from "../../functions/src/severity";
import type { Gate } from "../gate";
import type { Scope } from "../not-judged/scope";

/** What a replay was asked, as far as its reports tell of it. */
export interface ReplayQuestion {
  readonly project: string;
  readonly settings: DetectorSettings;
  readonly scope: Scope;
  /** https URL of the folder with the runbooks. */
  readonly runbooks: string | undefined;
  readonly gate: Gate<Severity> | undefined;
}
