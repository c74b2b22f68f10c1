import type { Candidate } from "@palisade/engine/detections/engine/candidate";
import type { Match } from "@palisade/engine/incidents/incident";
import { sayingStatedTime } from "@palisade/engine/incidents/plausible-time";
import type { LogStretch } from "../lib/logs/log-stretch";
import type { Judged } from "./record-scan";

/** What was judged, with times that cannot be moved to where the log begins or ends, as the deployed functions do by their clock. */
export function withinStretch(judged: Judged, stretch: LogStretch | undefined): Judged {
  if (stretch === undefined || stretch.outside === 0) return judged;
  const moved = (match: Match): Match => {
    const time = Math.min(Math.max(match.time, stretch.from), stretch.to);
    return time === match.time ? match : sayingStatedTime({ ...match, time }, match.time);
  };
  const movedCandidate = (candidate: Candidate): Candidate => ({ ...candidate, match: moved(candidate.match) });
  return { ...judged, matches: judged.matches.map(moved), candidates: judged.candidates.map(movedCandidate) };
}
