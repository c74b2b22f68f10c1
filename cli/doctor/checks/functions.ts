import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  type GetFunctionConfigurationCommandOutput,
  ListEventSourceMappingsCommand,
} from "@aws-sdk/client-lambda";
import type { PalisadeConfig } from "../../../config/config";
import { HANDLERS } from "../../../functions/contract";
import { ago } from "../ago";
import { type Check, fail, failIf, type Line, type Surroundings, unknown, withoutValue } from "../check";
import { readMetrics, sum } from "../metrics";
import { arnOf, DEPLOY_ALERTING } from "../place";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** The functions are ready, know their surroundings, and do not fail. */
export const functions: Check = {
  id: "functions",
  title: "the functions are ready and do not fail",
  needs: ["identity"],
  look: async (surroundings) => {
    const { names } = surroundings.config;
    const lines = await Promise.all([
      lookAtFunction(names.function, HANDLERS.detector.environment, surroundings),
      readerLine(surroundings),
      lookAtFunction(names.closer, HANDLERS.closeIncidents.environment, surroundings),
    ]);
    return lines.flat();
  },
};

type Environment = typeof HANDLERS.detector.environment;

async function lookAtFunction(
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
      environmentProblem(answer.value, environment, config),
      `${subject}, environment`,
      "knows table and topic",
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
  { incidentsTable, topicArn }: Environment,
  config: PalisadeConfig,
): string | undefined {
  const expected = { [incidentsTable]: config.names.table, [topicArn]: arnOf(config, "sns", config.names.topic) };
  const wrong = Object.entries(expected).flatMap(([variable, value]) => {
    const got = there?.Variables?.[variable];
    return got === value ? [] : [`${variable} is ${got ?? "missing"}, expected ${value}`];
  });
  return wrong.length === 0 ? undefined : wrong.join("; ");
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
  const held = concurrency.kind === "found" && concurrency.value.ReservedConcurrentExecutions === 0;
  const stopped = held
    ? [
        fail(
          `function ${name}, concurrency`,
          "is held at zero: it never runs",
          `aws lambda delete-function-concurrency --function-name ${name} --region ${region}`,
        ),
      ]
    : [];
  if (metrics.kind !== "found") {
    return [...stopped, unknown(subject, metrics.kind === "unknown" ? metrics : { why: "no metrics" })];
  }
  const [errors = [], throttles = []] = metrics.value;
  const recent = [...errors, ...throttles].filter(({ at }) => at >= now - 2 * HOUR);
  const told = `${sum(errors)} errors and ${sum(throttles)} throttles in 24 hours`;
  const problem = recent.length > 0 ? `${told}, some of them in the last two` : undefined;
  return [...stopped, failIf(problem, subject, told, `aws logs tail ${logGroup} --since 2h --region ${region}`)];
}

async function readerLine({ config, aws }: Surroundings): Promise<Line> {
  const { names, region } = config;
  const subject = `queue ${names.queue}, reader`;
  const answer = await aws.ask(
    "lambda",
    region,
    new ListEventSourceMappingsCommand({ EventSourceArn: arnOf(config, "sqs", names.queue) }),
  );
  if (answer.kind !== "found") return withoutValue(answer, subject, DEPLOY_ALERTING);
  const functionArn = arnOf(config, "lambda", `function:${names.function}`);
  const mapping = (answer.value.EventSourceMappings ?? []).find(({ FunctionArn }) => FunctionArn === functionArn);
  if (mapping === undefined) return fail(subject, `nothing hands events to ${names.function}`, DEPLOY_ALERTING);
  const { State, UUID, FunctionResponseTypes = [], LastProcessingResult } = mapping;
  if (State !== "Enabled") {
    const fix = `aws lambda update-event-source-mapping --uuid ${UUID} --enabled --region ${region}`;
    return fail(subject, `is ${State ?? "in no state"}, expected Enabled`, fix);
  }
  if (!FunctionResponseTypes.includes("ReportBatchItemFailures")) {
    return fail(subject, "takes no word of single failures: one bad event repeats its whole batch", DEPLOY_ALERTING);
  }
  const problem = LastProcessingResult?.startsWith("PROBLEM") ? LastProcessingResult : undefined;
  return failIf(problem, subject, `hands events to ${names.function}`, DEPLOY_ALERTING);
}
