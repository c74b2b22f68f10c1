import { UsageError } from "../lib/usage-error";
import type { Question } from "./question";

/** Answers as `--yes` does. */
export async function takePreset<T>({ prompt, preset, open = "not known", option, parse }: Question<T>): Promise<T> {
  if (preset === undefined) throw new UsageError(`${prompt}: ${open}, fix: ${option}`);
  const parsed = parse(preset);
  if ("value" in parsed) return parsed.value;
  throw new UsageError(`${option}: ${parsed.problem}`);
}
