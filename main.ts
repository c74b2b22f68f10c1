import { App } from "cdktf";
import { configPath } from "./config/config-path";
import { recipientDoubts } from "./config/derived/recipients";
import { loadConfig } from "./config/load-config";
import { ConfigError } from "./config/yaml/config-error";
import { AlertingStack } from "./stacks/alerting/alerting-stack";
import { claimOutput } from "./stacks/claim-output";
import { FindingsStack } from "./stacks/findings/findings-stack";
import { PerimeterStack } from "./stacks/perimeter/perimeter-stack";
import { prepareOutput } from "./stacks/prepare-output";
import { StateStack } from "./stacks/state/state-stack";
import { unwritableOutput } from "./stacks/unwritable-output";

const outdir = process.env["CDKTF_OUTDIR"] ?? "cdktf.out";

/**
 * cdktf captures a stack trace with every reference between resources, to show it in errors: a third of a synthesis. What is thrown keeps its
 * own trace, which V8 takes without this function.
 */
Error.captureStackTrace = () => undefined;

async function synthesize(): Promise<void> {
  const file = configPath(undefined, process.env);
  const config = loadConfig(file);
  const place = prepareOutput(outdir, process.cwd(), config);
  for (const warning of [...config.warnings, ...recipientDoubts(config), ...place])
    process.stderr.write(`warning: ${warning}\n`);
  const app = new App({ outdir });
  claimOutput(app.outdir, { project: config.project, account: config.account, file });
  if (config.state) new StateStack(app, "state", config, config.state);
  new PerimeterStack(app, "perimeter", config);
  new AlertingStack(app, "alerting", config);
  if (FindingsStack.isNeeded(config)) new FindingsStack(app, "findings", config);
  if (config.hunting) {
    // Its resources and the hunts take as long to load as a stack to build, and few ask for them.
    const { HuntingStack } = await import("./stacks/hunting/hunting-stack");
    new HuntingStack(app, "hunting", config, config.hunting);
  }
  app.synth();
}

synthesize().catch((error: unknown) => {
  const message = error instanceof ConfigError ? error.message : unwritableOutput(error, outdir);
  if (message === undefined) throw error;
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
});
