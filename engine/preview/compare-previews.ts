import { contextOf } from "../detections/engine/context";
import type { CompiledPerimeter } from "../perimeter/decision";
import type { DetectorSettings } from "../settings";
import { type Caller, foldCallers, type Judged, standingOf } from "./caller";
import { type LoggedRequest, loggedRequest } from "./logged-request";
import type { RequestGroups } from "./request-group";
import { rule } from "./ruling";

/** What becomes of a request: `refused` only where a statement is in force. */
type Effect = "let-in" | "refused" | "undecided";

/** What a change of configuration means for recorded requests. */
export interface Comparison {
  /** Requests whose end is the same before and after. */
  readonly unchanged: number;
  /** Those who got something; who was refused already loses nothing. */
  readonly newlyCutOff: readonly Caller[];
  readonly newlyLetIn: readonly Caller[];
  /** Those of whom the logs cannot say whether anything changes; `because` says what is missing. */
  readonly unclear: readonly Caller[];
}

/** Decides every request twice. A bucket that one configuration does not protect is open in it. */
export function comparePreviews(groups: RequestGroups, before: DetectorSettings, after: DetectorSettings): Comparison {
  const old = contextOf(before);
  const now = contextOf(after);
  const trusted = new Set(after.trustedAccounts);
  const lists = { newlyCutOff: [] as Judged[], newlyLetIn: [] as Judged[], unclear: [] as Judged[] };
  let unchanged = 0;
  for (const group of groups.groups) {
    const request = loggedRequest(group);
    if (!request) continue;
    const [was, is] = [old.perimeterOf(request.bucket), now.perimeterOf(request.bucket)];
    const change = changeOf(effectOf(request, was, before.account), effectOf(request, is, after.account));
    if (change.kind === "unchanged") {
      unchanged += group.count;
      continue;
    }
    lists[change.kind].push({
      request,
      group,
      standing: standingOf(request.actor, after.account, trusted),
      perimeter: (is ?? was)?.perimeter.name ?? "",
      mode: (is ?? was)?.perimeter.mode ?? "observe",
      because: change.because,
      detections: [],
    });
  }
  return {
    unchanged,
    newlyCutOff: foldCallers(lists.newlyCutOff).filter(({ outcomes }) => outcomes.succeeded > 0),
    newlyLetIn: foldCallers(lists.newlyLetIn),
    unclear: foldCallers(lists.unclear),
  };
}

interface Settled {
  readonly effect: Effect;
  readonly because?: string;
}

function effectOf(request: LoggedRequest, compiled: CompiledPerimeter | undefined, account: string): Settled {
  if (compiled?.perimeter.mode !== "enforce") return { effect: "let-in" };
  const ruling = rule(request, compiled, account);
  if (ruling.kind === "undecided") return { effect: "undecided", because: ruling.because };
  return { effect: ruling.kind === "denied" ? "refused" : "let-in" };
}

interface Change {
  readonly kind: "unchanged" | "newlyCutOff" | "newlyLetIn" | "unclear";
  readonly because?: string;
}

function changeOf(was: Settled, is: Settled): Change {
  if (was.effect === is.effect && was.because === is.because) return { kind: "unchanged" };
  const because = is.because ?? was.because;
  if (because !== undefined) return { kind: "unclear", because };
  return { kind: is.effect === "refused" ? "newlyCutOff" : "newlyLetIn" };
}
