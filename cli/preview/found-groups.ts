import type { RequestGroups } from "../../functions/src/preview/request-group";

/** What logs answered. */
export interface FoundGroups {
  readonly groups: RequestGroups;
  /** What was named and could not be read, a line each; unless this is empty, the groups are not whole. */
  readonly complaints: readonly string[];
}
