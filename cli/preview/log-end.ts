import { DAY_MS, type RequestGroups } from "@palisade/engine/preview/request-group";
import { type LogDay, mergeDays } from "../lib/logs/log-days";
import { FAR_DAYS, stretchOf } from "../lib/logs/log-stretch";

/**
 * When the logs end, in milliseconds since the epoch, as far as that can be: one record dated years ahead would leave no one who had
 * access in their last days.
 */
export function logEnd({ groups, span }: RequestGroups, now: number): number {
  if (span === undefined) return 0;
  const stretch = stretchOf(mergeDays(groups.map(daysOf)));
  const isFar = stretch !== undefined && span.until > stretch.to + FAR_DAYS * DAY_MS;
  return Math.min(isFar ? stretch.to : span.until, now);
}

/** A group knows its days, and the times of its first and last request. */
function daysOf({ days, firstSeen, lastSeen }: RequestGroups["groups"][number]): ReadonlyMap<number, LogDay> {
  return new Map(
    days.map((day) => {
      const first = Math.max(firstSeen, day * DAY_MS);
      return [day, { count: 1, first, last: Math.max(first, Math.min(lastSeen, (day + 1) * DAY_MS - 1)) }];
    }),
  );
}
