import { ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { arnOf } from "@palisade/engine/arn";
import { DEPLOY_ALERTING } from "./deploy-commands";
import { fail, failIf, type Line, type Surroundings, withoutValue } from "./probe";

/** Whether someone hands the messages of a queue at home to the function that is its reader. */
export async function readerLine(
  { queue, reader }: { readonly queue: string; readonly reader: string },
  { config, aws }: Surroundings,
): Promise<Line> {
  const { region } = config;
  const subject = `queue ${queue}, reader`;
  const answer = await aws.ask(
    "lambda",
    region,
    new ListEventSourceMappingsCommand({ EventSourceArn: arnOf(config, "sqs", queue) }),
  );
  if (answer.kind !== "found") return withoutValue(answer, subject, DEPLOY_ALERTING);
  const functionArn = arnOf(config, "lambda", `function:${reader}`);
  const mapping = (answer.value.EventSourceMappings ?? []).find(({ FunctionArn }) => FunctionArn === functionArn);
  if (mapping === undefined) return fail(subject, `nothing hands events to ${reader}`, DEPLOY_ALERTING);
  const { State, UUID, FunctionResponseTypes = [], LastProcessingResult } = mapping;
  if (State !== "Enabled") {
    const fix = `aws lambda update-event-source-mapping --uuid ${UUID} --enabled --region ${region}`;
    return fail(subject, `is ${State ?? "in no state"}, expected Enabled`, fix);
  }
  if (!FunctionResponseTypes.includes("ReportBatchItemFailures")) {
    return fail(subject, "takes no word of single failures: one bad event repeats its whole batch", DEPLOY_ALERTING);
  }
  const problem = LastProcessingResult?.startsWith("PROBLEM") ? LastProcessingResult : undefined;
  return failIf(problem, subject, `hands events to ${reader}`, DEPLOY_ALERTING);
}
