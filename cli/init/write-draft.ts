import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseConfig } from "../../config/load-config";
import { ConfigError } from "../../config/yaml/config-error";
import { UsageError } from "../lib/usage-error";
import { visibleText } from "../lib/visible-text";
import { cannotWrite } from "../lib/write-problem";
import { writeWhole } from "../lib/write-whole";
import type { Draft } from "./draft";
import { draftText } from "./draft-text";
import type { Made } from "./make-draft";

export interface Target {
  readonly output: string;
  /** Files that exist may be replaced. */
  readonly force: boolean;
}

/** Writes a draft and the policies that it keeps, and answers with the draft as it was written. */
export function writeDraft({ draft, policies }: Pick<Made, "draft" | "policies">, { output, force }: Target): Draft {
  const folder = dirname(output);
  for (const [name, text] of policies) writePolicy(join(folder, name), text, force);
  const written = fitting(draft, output);
  try {
    writeWhole(output, draftText(written));
  } catch (error) {
    throw cannotWrite("--output", output, error);
  }
  return written;
}

function writePolicy(file: string, text: string, force: boolean): void {
  if (existsSync(file) && !force) {
    if (readFileSync(file, "utf8") === text) return;
    throw new UsageError(
      `${visibleText(file)} exists already and is another policy, fix: move it away, or --force to replace it`,
    );
  }
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, text);
  } catch (error) {
    throw cannotWrite("--output", file, error);
  }
}

/** What S3 would refuse beside a kept policy, such as one that is too large with it, leaves the policies unknown. */
function fitting(draft: Draft, output: string): Draft {
  try {
    parseConfig(draftText(draft), output);
    return draft;
  } catch (error) {
    const kept = draft.buckets.some(({ policy }) => policy.kind === "kept");
    if (!(error instanceof ConfigError) || !kept) throw error;
    const [why = ""] = error.problems;
    const buckets = draft.buckets.map((bucket) =>
      bucket.policy.kind === "kept" ? { ...bucket, policy: { kind: "unknown", why } as const } : bucket,
    );
    return { ...draft, buckets, gaps: [...draft.gaps, `the policies in policies/ are not named in here: ${why}`] };
  }
}
