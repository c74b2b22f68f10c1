import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../config/config";
import { loadConfig, parseConfig } from "../config/load-config";
import { AlertingStack } from "../stacks/alerting/alerting-stack";
import { FindingsStack } from "../stacks/findings/findings-stack";
import { HuntingStack } from "../stacks/hunting/hunting-stack";
import { PerimeterStack } from "../stacks/perimeter/perimeter-stack";
import { StateStack } from "../stacks/state/state-stack";

export const projectDir = join(__dirname, "..");

/** One resource as it stands in the JSON, in Terraform's own spelling. */
// biome-ignore lint/suspicious/noExplicitAny: Terraform's JSON has no types, and a test says what it expects of it.
export type Block = any;

export interface Resource {
  readonly type: string;
  /** Terraform's local name. */
  readonly id: string;
  readonly block: Block;
}

/** A synthesized stack, to be read only. */
export class Synthesized {
  readonly text: string;
  readonly json: Block;

  constructor(text: string) {
    this.text = text;
    this.json = JSON.parse(text);
  }

  /** Every resource, or every one of a type. */
  all(type?: string): readonly Resource[] {
    return Object.entries((this.json["resource"] ?? {}) as Block)
      .filter(([name]) => type === undefined || name === type)
      .flatMap(([name, blocks]) =>
        Object.entries(blocks as Block).map(([id, block]) => ({ type: name, id, block: block as Block })),
      );
  }

  resources(type: string): readonly Block[] {
    return this.all(type).map(({ block }) => block);
  }

  /** The only resource of a type; of several, the one whose local name begins so. */
  the(type: string, beginning = ""): Block {
    const found = this.all(type).filter(({ id }) => id.startsWith(beginning));
    if (found.length !== 1)
      throw new Error(`${found.length} ${type} whose name begins with "${beginning}", expected one`);
    return (found[0] as Resource).block;
  }
}

let sharedOutdir: string | undefined;
let hasFunctions = false;

function testApp() {
  // Every app makes its folder; one is enough for all.
  const app = Testing.app(sharedOutdir === undefined ? {} : { outdir: sharedOutdir });
  sharedOutdir = app.outdir;
  return app;
}

function synthesizeStack(stack: TerraformStack): Synthesized {
  return new Synthesized(Testing.synth(stack, true));
}

/** cdktf notes for every value where in the code it was made, for its errors; jest's source maps make that half of a synthesis. */
function withoutStackTraces<Result>(work: () => Result): Result {
  const prepare = Error.prepareStackTrace;
  Error.prepareStackTrace = () => "";
  try {
    return work();
  } finally {
    Error.prepareStackTrace = prepare;
  }
}

/** A stack with nothing but a provider and what `build` adds. */
export function synthScope(build: (scope: Construct) => void): Synthesized {
  return withoutStackTraces(() => {
    const stack = new TerraformStack(testApp(), "test");
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    build(stack);
    return synthesizeStack(stack);
  });
}

export interface Stacks {
  readonly state: Synthesized | undefined;
  readonly perimeter: Synthesized;
  readonly alerting: Synthesized;
  readonly findings: Synthesized | undefined;
  readonly hunting: Synthesized | undefined;
  readonly every: readonly Synthesized[];
}

/** All stacks of a configuration. Bundles the functions first, where their sources changed. */
export function synthStacks(config: PalisadeConfig): Stacks {
  if (!hasFunctions) execFileSync(process.execPath, [join(projectDir, "tools/build/build.mjs"), "functions"]);
  hasFunctions = true;
  return withoutStackTraces(() => stacksOf(config));
}

function stacksOf(config: PalisadeConfig): Stacks {
  const app = testApp();
  const state = config.state && synthesizeStack(new StateStack(app, "state", config, config.state));
  const perimeter = synthesizeStack(new PerimeterStack(app, "perimeter", config));
  const alerting = synthesizeStack(new AlertingStack(app, "alerting", config));
  const findings = FindingsStack.isNeeded(config)
    ? synthesizeStack(new FindingsStack(app, "findings", config))
    : undefined;
  const hunting = config.hunting && synthesizeStack(new HuntingStack(app, "hunting", config, config.hunting));
  const every = [state, perimeter, alerting, findings, hunting].filter((stack) => stack !== undefined);
  return { state, perimeter, alerting, findings, hunting, every };
}

/** All stacks of a configuration's text. */
export function synthText(text: string): Stacks {
  return synthStacks(parseConfig(text, "palisade.yaml"));
}

/** All stacks of a configuration of the project, as in `examples/ip-blocker/palisade.yaml`. */
export function synthFile(path: string): Stacks {
  return synthStacks(loadConfig(join(projectDir, path)));
}
