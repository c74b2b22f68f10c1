import type { Counted } from "@palisade/engine/inventory/inventory";
import { someOf } from "../lib/not-judged/not-judged-lines";
import {
  parseAccount,
  parseBuckets,
  parseEmails,
  parseNetworks,
  parseNumbers,
  parseProject,
  parseRegion,
} from "./parse-answers";
import type { Ask, Question } from "./question";
import type { Candidate, SortedBuckets } from "./sort-buckets";
import { takePreset } from "./take-preset";

/** What a command line answers already. */
export interface ChoiceFlags {
  readonly project?: string;
  readonly account?: string;
  readonly region?: string;
  readonly bucket?: readonly string[];
  readonly email?: readonly string[];
  readonly network?: readonly string[];
}

/** What a person decides, or the command line. */
export interface Choices {
  readonly account: (likely: string | undefined, seen: readonly Counted[]) => Promise<string>;
  readonly buckets: (sorted: SortedBuckets) => Promise<readonly string[]>;
  readonly region: (likely: string | undefined) => Promise<string>;
  readonly project: () => Promise<string>;
  readonly emails: () => Promise<readonly string[]>;
  /** Which lines of a list are known to be one's own. */
  readonly known: (lines: readonly string[]) => Promise<readonly number[]>;
  readonly networks: (hasOthers: boolean) => Promise<readonly string[]>;
}

const MOST_LISTED = 50;

export function choicesOf(flags: ChoiceFlags, ask: Ask): Choices {
  const decide = <T>(question: Question<T>, answer: string | undefined): Promise<T> =>
    answer === undefined ? ask(question) : takePreset({ ...question, preset: answer });
  return {
    account: (likely, seen) => {
      const before = seen.length > 1 ? ["The logs are of several accounts:", ...listed(seen.map(accountLine))] : [];
      const question = {
        prompt: "AWS account",
        before,
        preset: likely,
        open: "no log names it",
        option: "--account ID",
        parse: parseAccount,
      };
      return decide(question, flags.account);
    },
    buckets: ({ own, others }) => {
      const names = own.map(({ name }) => name);
      const left = others.map(({ value, why }) => `${value} (${why})`);
      const question = {
        prompt: "Buckets to protect",
        hint: "names or numbers",
        before: [...listed(own.map(candidateLine)), ...(left.length > 0 ? [`Also named: ${someOf(left)}`] : [])],
        preset: names.length === 0 ? undefined : "all",
        open:
          left.length > 0 ? `none is known to be the account's; the logs name ${someOf(left)}` : "the logs name none",
        option: "--bucket NAME",
        parse: (answer: string) => parseBuckets(answer, names),
      };
      return decide(question, flags.bucket?.join(" "));
    },
    region: (likely) => {
      const question = { prompt: "Home region", preset: likely, option: "--region REGION", parse: parseRegion };
      return decide(question, flags.region);
    },
    project: () => {
      const question = { prompt: "Project", preset: "palisade", option: "--project NAME", parse: parseProject };
      return decide(question, flags.project);
    },
    emails: () => {
      const prompt = "E-mail addresses that alerts go to";
      const question = { prompt, preset: "none", option: "--email ADDRESS", parse: parseEmails };
      return decide(question, flags.email?.join(" "));
    },
    known: (lines) =>
      ask({
        prompt: "Those that you know to be yours",
        hint: "numbers",
        before: ["Seen, and not sure enough to be allowed unasked:", ...listed(lines)],
        preset: "none",
        option: "--network CIDR",
        parse: (answer) => parseNumbers(answer, lines.length),
      }),
    networks: (hasOthers) => {
      const prompt = "Networks to allow";
      const question = { prompt, preset: "none", option: "--network CIDR", parse: parseNetworks };
      if (flags.network === undefined && hasOthers) return Promise.resolve([]);
      return decide(question, flags.network?.join(" "));
    },
  };
}

function accountLine({ name, records }: Counted): string {
  return `${name}, ${records.toLocaleString("en-US")} records`;
}

function candidateLine({ name, region = "region not known", hint }: Candidate): string {
  return [name, region, hint].filter((part) => part !== "").join(", ");
}

function listed(lines: readonly string[]): readonly string[] {
  const left = lines.length - MOST_LISTED;
  const shown = lines.slice(0, MOST_LISTED).map((line, index) => `  ${index + 1}. ${line}`);
  return left > 0 ? [...shown, `  and ${left} more`] : shown;
}
