import type { Command } from "commander";
import { offerValues } from "../completion/offered-values";
import { EXIT, type ExitStatus } from "./exit-status";
import { kindsIn, NOT_JUDGED_KINDS, type NotJudged, type NotJudgedKind } from "./not-judged/not-judged";
import { printLine, type Terminal } from "./terminal";
import { UsageError } from "./usage-error";

export interface GateFlags {
  readonly failOn?: string;
  readonly allowUndecided?: boolean;
  readonly allowNotJudged?: string;
}

/** What a command was asked to end with status 3 for. */
export interface Gate<Reason extends string> {
  readonly failsOn: readonly Reason[];
  /** What may be left unjudged all the same. */
  readonly allows: readonly NotJudgedKind[];
}

/** What a gate decides by. */
export interface GateFacts<Reason extends string> {
  /** What there is of what may fail it. */
  readonly found: readonly Reason[];
  /** How many records the answer is about. */
  readonly judged: number;
  readonly notJudged: NotJudged;
}

/** `meaning` says what each of the reasons is. */
export function addGateOptions(command: Command, reasons: readonly string[], meaning: string): void {
  command
    .option("--fail-on <list>", `end with status 3 on ${reasons.join(", ")}: ${meaning}; and where not all was judged`)
    .option("--allow-not-judged <list>", `with --fail-on, some of ${NOT_JUDGED_KINDS.join(", ")} may be there`)
    .option("--allow-undecided", "with --fail-on, any of those may be there");
  offerValues(command, () => ({ "--fail-on": reasons, "--allow-not-judged": NOT_JUDGED_KINDS }));
}

/** Undefined where no gate was asked for. */
export function parseGate<Reason extends string>(
  { failOn, allowUndecided = false, allowNotJudged }: GateFlags,
  reasons: readonly Reason[],
): Gate<Reason> | undefined {
  if (failOn === undefined) {
    if (!allowUndecided && allowNotJudged === undefined) return undefined;
    throw new UsageError(`--allow-undecided and --allow-not-judged go with a gate, fix: --fail-on ${reasons.at(-1)}`);
  }
  const allows = allowNotJudged === undefined ? [] : parseList("--allow-not-judged", allowNotJudged, NOT_JUDGED_KINDS);
  return {
    failsOn: parseList("--fail-on", failOn, reasons),
    allows: allowUndecided ? NOT_JUDGED_KINDS : allows,
  };
}

/** Says on standard error why a gate fails, and gives the status for it. */
export function closeGate<Reason extends string>(
  gate: Gate<Reason>,
  facts: GateFacts<Reason>,
  { stderr }: Pick<Terminal, "stderr">,
): ExitStatus {
  const failures = gateFailures(gate, facts);
  for (const failure of failures) printLine(stderr, `gate fails: ${failure}`);
  return failures.length > 0 ? EXIT.gate : EXIT.done;
}

/** What was left unjudged may be allowed; that nothing was judged may not. */
function gateFailures<Reason extends string>(
  { failsOn, allows }: Gate<Reason>,
  { found, judged, notJudged }: GateFacts<Reason>,
): readonly string[] {
  const reasons = failsOn.filter((reason) => found.includes(reason));
  const unjudged = kindsIn(notJudged).filter((kind) => !allows.includes(kind));
  return [
    ...(reasons.length > 0 ? [reasons.map(foundInWords).join("; ")] : []),
    ...(judged === 0 ? ["the logs hold nothing that could be judged"] : []),
    ...(unjudged.length > 0
      ? [`not all was judged; where that is as it should be: --allow-not-judged ${unjudged.join(",")}`]
      : []),
  ];
}

function foundInWords(reason: string): string {
  if (reason === "rows") return "the answer has rows";
  if (reason === "cutoff") return "someone would lose access";
  return `there are alerts of severity ${reason} or graver`;
}

function parseList<T extends string>(flag: string, text: string, expected: readonly T[]): readonly T[] {
  return text.split(",").map((one) => {
    const known = expected.find((word) => word === one.trim());
    if (known !== undefined) return known;
    throw new UsageError(
      `${flag}: got ${JSON.stringify(one)}, expected ${expected.join(", ")}, with commas between them`,
    );
  });
}
