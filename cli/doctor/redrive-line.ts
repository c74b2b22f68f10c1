import { parseJson } from "@palisade/aws/canonical-json";
import { arnOf } from "@palisade/engine/arn";
import { fieldsOf } from "@palisade/engine/events/fields";
import type { PalisadeConfig } from "../../config/config";
import { DEPLOY_ALERTING } from "./deploy-commands";
import { failIf, type Line } from "./probe";
import type { Queue } from "./queue-attributes";

interface Redrive {
  readonly queue: string;
  readonly deadLetterQueue: string;
  readonly tries: number;
}

/** Whether a queue at home moves what fails to its dead letters, and not too soon. */
export function redriveLine(
  { attributes }: Queue,
  { queue, deadLetterQueue, tries: expected }: Redrive,
  config: PalisadeConfig,
): Line {
  const redrive = fieldsOf(parseJson(attributes["RedrivePolicy"]));
  const isRedriven = redrive["deadLetterTargetArn"] === arnOf(config, "sqs", deadLetterQueue);
  const tries = Number(redrive["maxReceiveCount"]);
  const wrong = isRedriven
    ? `gives up after ${tries} tries, expected ${expected}`
    : `does not move what fails to ${deadLetterQueue}`;
  return failIf(
    isRedriven && tries === expected ? undefined : wrong,
    `queue ${queue}, redrive`,
    `moves what fails ${expected} times to ${deadLetterQueue}`,
    DEPLOY_ALERTING,
  );
}
