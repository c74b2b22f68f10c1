import { readFileSync } from "node:fs";
import { join } from "node:path";
import { emailText } from "@palisade/engine/alerts/text/email";
import { subjectLine } from "@palisade/engine/alerts/text/subject";
import { configPath } from "../config/config-path";
import { detectorSettings } from "../config/derived/detector-settings";
import { loadConfig } from "../config/load-config";
import { printProse } from "./lib/layout/print-prose";
import { scopeOf } from "./lib/not-judged/scope";
import { printLine, screenOf } from "./lib/terminal";
import { replay } from "./replay/replay";
import { tableReport } from "./replay/table-report";

const EXAMPLE = "examples/ip-blocker";
/** As cdktf decides it. */
const SYNTHESIZED = process.env["CDKTF_OUTDIR"] ?? "cdktf.out";

/** cdktf leaves the folders of stacks that are no more; its manifest names those that are. */
function stackFiles(): readonly string[] {
  const { stacks } = JSON.parse(readFileSync(join(SYNTHESIZED, "manifest.json"), "utf8")) as {
    readonly stacks: Readonly<Record<string, { readonly synthesizedStackPath: string }>>;
  };
  return Object.values(stacks).map(({ synthesizedStackPath }) => join(SYNTHESIZED, synthesizedStackPath));
}

/** CloudTrail hands an event on about five minutes after it happened. */
const USUAL_DELAY_MS = 5 * 60_000;

async function start(): Promise<void> {
  const screen = screenOf(process.stdout, process.env);
  const say = (text: string) => printProse(process, text.split("\n"));
  const config = loadConfig(join(EXAMPLE, "palisade.yaml"));
  const settings = detectorSettings(config);
  const scope = scopeOf(config);
  const result = await replay([join(EXAMPLE, "recordings")], { settings, scope, threads: 1, stdin: process.stdin });
  say(`\nThe recordings of ${EXAMPLE}, through the same rules and code that run in AWS:\n`);
  for (const line of tableReport(result, screen)) printLine(process.stdout, line);
  const [first] = result.alerts;
  if (first) {
    const alert = {
      ...first.announcement,
      project: settings.project,
      detectedAt: first.firstSeen + USUAL_DELAY_MS,
      duplicatesPossible: false,
    };
    say(`\nThe first e-mail that an administrator receives:\n`);
    say(`Subject: ${subjectLine(alert)}\n`);
    say(emailText(alert));
  }
  say(`\nTerraform JSON of ${configPath(undefined, process.env)}, ready for a plan:`);
  for (const file of stackFiles()) say(`  ${file}`);
  say(`
What next:
  1. edit palisade.yaml: your account, region, buckets and networks
  2. npx palisade config check
  3. npx palisade policy BUCKET
  4. npx palisade replay YOUR-CLOUDTRAIL-FILES
  5. deploy in five steps: README.md`);
}

void start();
