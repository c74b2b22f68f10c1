import { PURPOSES as RULE_PURPOSES } from "@palisade/engine/detections/engine/event-rules";
import { channelNames } from "../derived/channel-names";
import type { Names } from "../sections/names";
import type { FileDraft } from "../sections/registry";
import type { Faults } from "../yaml/faults";
import type { YamlPath } from "../yaml/yaml-source";

/** A name that something in AWS gets, and where the configuration says so. */
interface Holder {
  readonly name: string;
  /** As in "the name of …". */
  readonly what: string;
  readonly at: YamlPath;
  /** Whether it was written there; the others follow from the project's name. */
  readonly isGiven: boolean;
}

type Key = keyof Names;

/**
 * Reports names that AWS keeps in one space and that two things would get. It would refuse some of them at apply, give one queue to two
 * channels, or let one rule take the place of another, and what that one matched would go unnoticed.
 */
export function checkNames(names: Names, draft: FileDraft, faults: Faults): void {
  const channels = Object.keys(draft.channels ?? {}).filter((name) => !faults.under(["channels", name]));
  const own = (...keys: readonly Key[]): readonly Holder[] =>
    keys.map((key) => ({
      name: names[key],
      what: key,
      at: ["names", key],
      isGiven: draft.names?.[key] !== undefined,
    }));
  const ofChannels = (kind: "function" | "role" | "queue" | "deadLetterQueue"): readonly Holder[] =>
    channels.map((channel) => ({
      name: channelNames({ names }, channel)[kind],
      what: `channel ${channel}'s ${kind === "deadLetterQueue" ? "dead letters" : kind}`,
      at: ["channels", channel],
      isGiven: true,
    }));
  const functions = [...own("function", "closer", "digest", "accessLogs"), ...ofChannels("function")];
  const roles = own(
    "forwardRole",
    "functionRole",
    "closerRole",
    "digestRole",
    "digestScheduleRole",
    "accessLogsRole",
    "configRole",
  );
  const queues = own("queue", "deadLetterQueue", "accessLogsQueue", "accessLogsDeadLetterQueue");
  reportRepeated(functions, areEqual, faults);
  reportRepeated([...roles, ...ofChannels("role")], areEqual, faults);
  reportRepeated([...queues, ...ofChannels("queue"), ...ofChannels("deadLetterQueue")], areEqual, faults);
  reportRepeated(rulesOf(names, own, channels.length > 0), meetAsRules, faults);
}

/** Rules come in numbers, each set under a name of its own: `-2` and so on follow, and of the listening ones, but the first, a purpose. */
function rulesOf(
  names: Names,
  own: (...keys: readonly Key[]) => readonly Holder[],
  hasChannels: boolean,
): readonly Holder[] {
  const [rule, ...others] = own("rule", "debugRule", "closerRule", "accessLogsRule");
  const purposes = RULE_PURPOSES.filter((purpose) => purpose !== "denied");
  const listening = purposes.flatMap((purpose) => (rule ? [{ ...rule, name: `${rule.name}-${purpose}` }] : []));
  const alarms = own("notifier").map((holder) => ({ ...holder, name: `${names.notifier}-alarms` }));
  return [...(rule ? [rule] : []), ...listening, ...others, ...(hasChannels ? alarms : [])];
}

function areEqual(a: string, b: string): boolean {
  return a === b;
}

function meetAsRules(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return long.startsWith(short) && /^(?:-\d+)?$/.test(long.slice(short.length));
}

function reportRepeated(holders: readonly Holder[], meet: (a: string, b: string) => boolean, faults: Faults): void {
  for (const [index, holder] of holders.entries()) {
    const before = holders.slice(0, index).find((one) => one.what !== holder.what && meet(one.name, holder.name));
    if (before === undefined) continue;
    const [at, other] = holder.isGiven || !before.isGiven ? [holder, before] : [before, holder];
    const isChannel = at.at[0] === "channels";
    const what = isChannel
      ? `would give ${at.name} to two, ${other.what} being the other`
      : `the name of ${other.what} too`;
    const fix = isChannel ? "rename the channel" : "choose another";
    faults.add(at.at, `${what}, got {got}, expected a name of its own, fix: ${fix}`, isChannel ? "key" : "value");
  }
}
