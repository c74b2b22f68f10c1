import {
  GetFunctionConcurrencyCommand,
  type GetFunctionConcurrencyCommandOutput,
  GetFunctionConfigurationCommand,
  type GetFunctionConfigurationCommandOutput,
} from "@aws-sdk/client-lambda";
import type { Answer } from "@palisade/aws/answer";
import { ago } from "./ago";
import { DEPLOY_ALERTING } from "./deploy-commands";
import { readMetrics, sum } from "./metrics";
import { fail, failIf, type Line, type Surroundings, unknown, withoutValue } from "./probe";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** The least that a function's environment has to be. */
interface Environment {
  readonly variables: Readonly<Record<string, string>>;
  /** What it knows by that, as in `knows table and topic`. */
  readonly knows: string;
}

/** Whether a function at home is ready, knows its surroundings, and does not fail. */
export async function lookAtFunction(
  name: string,
  environment: Environment,
  surroundings: Surroundings,
): Promise<readonly Line[]> {
  const { config, aws, now } = surroundings;
  const subject = `function ${name}`;
  const [answer, errors] = await Promise.all([
    aws.ask("lambda", config.region, new GetFunctionConfigurationCommand({ FunctionName: name })),
    errorLines(name, surroundings),
  ]);
  if (answer.kind !== "found") return [withoutValue(answer, subject, DEPLOY_ALERTING)];
  const { LastModified } = answer.value;
  const changed = LastModified === undefined ? "" : `, last changed ${ago(Date.parse(LastModified), now)}`;
  return [
    failIf(stateProblem(answer.value), subject, `is active${changed}`, DEPLOY_ALERTING),
    failIf(
      environmentProblem(answer.value, environment),
      `${subject}, environment`,
      environment.knows,
      DEPLOY_ALERTING,
    ),
    ...errors,
  ];
}

function stateProblem(found: GetFunctionConfigurationCommandOutput): string | undefined {
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = found;
  // Inactive: not called for weeks, and awake again with the first call.
  if (State !== undefined && State !== "Active" && State !== "Inactive") {
    return `is ${State.toLowerCase()}${StateReason ? `: ${StateReason}` : ""}`;
  }
  if (LastUpdateStatus !== "Failed") return undefined;
  return `its last update failed${LastUpdateStatusReason ? `: ${LastUpdateStatusReason}` : ""}`;
}

function environmentProblem(
  { Environment: there }: GetFunctionConfigurationCommandOutput,
  { variables }: Environment,
): string | undefined {
  const wrong = Object.entries(variables).flatMap(([variable, value]) => {
    const got = there?.Variables?.[variable];
    return got === value ? [] : [`${variable} is ${got ?? "missing"}, expected ${value}`];
  });
  return wrong.length === 0 ? undefined : wrong.join("; ");
}

/** Only what is wrong with it, or that it is not known whether something is. */
function concurrencyLines(
  name: string,
  answer: Answer<GetFunctionConcurrencyCommandOutput>,
  region: string,
): readonly Line[] {
  const subject = `function ${name}, concurrency`;
  if (answer.kind === "unknown") return [unknown(subject, answer)];
  if (answer.kind === "missing" || answer.value.ReservedConcurrentExecutions !== 0) return [];
  const fix = `aws lambda delete-function-concurrency --function-name ${name} --region ${region}`;
  return [fail(subject, "is held at zero: it never runs", fix)];
}

async function errorLines(name: string, { config, aws, now }: Surroundings): Promise<readonly Line[]> {
  const { region } = config;
  const metric = (metricName: string) =>
    ({ namespace: "AWS/Lambda", name: metricName, dimension: ["FunctionName", name], statistic: "Sum" }) as const;
  const [concurrency, metrics] = await Promise.all([
    aws.ask("lambda", region, new GetFunctionConcurrencyCommand({ FunctionName: name })),
    readMetrics(aws, region, [metric("Errors"), metric("Throttles")], {
      from: now - DAY,
      to: now,
      periodSeconds: 3600,
    }),
  ]);
  const subject = `function ${name}, errors`;
  const logGroup = `/aws/lambda/${name}`;
  const stopped = concurrencyLines(name, concurrency, region);
  if (metrics.kind !== "found") {
    return [...stopped, unknown(subject, metrics.kind === "unknown" ? metrics : { why: "no metrics" })];
  }
  const [errors = [], throttles = []] = metrics.value;
  const recent = [...errors, ...throttles].filter(({ at }) => at >= now - 2 * HOUR);
  const counts = `${sum(errors)} errors and ${sum(throttles)} throttles in 24 hours`;
  const problem = recent.length > 0 ? `${counts}, some of them in the last two` : undefined;
  return [...stopped, failIf(problem, subject, counts, `aws logs tail ${logGroup} --since 2h --region ${region}`)];
}
