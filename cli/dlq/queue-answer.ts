import type { Answer } from "@palisade/aws/answer";
import { DEPLOY_ALERTING } from "../doctor/deploy-commands";
import type { DeadLetterQueue } from "./dead-letter-queues";
import type { ListedQueue } from "./list-dead-letters";

/** What became of looking at one queue. */
export interface QueueAnswer<T = ListedQueue> {
  readonly queue: Pick<DeadLetterQueue, "name" | "region">;
  readonly answer: Answer<T>;
}

/** Why a queue could not be looked at, as a line; absent where it could. */
export function whyUnseen<T>({ queue, answer }: QueueAnswer<T>): string | undefined {
  if (answer.kind === "found") return undefined;
  const why = answer.kind === "unknown" ? answer.why : `does not exist, fix: ${DEPLOY_ALERTING}`;
  return `queue ${queue.name} in ${queue.region}: ${why}`;
}

/** A queue for a program; of one that could not be looked at, how many wait is null. */
export function queueFields(one: QueueAnswer): object {
  if (one.answer.kind === "found") return one.answer.value;
  const { name, region } = one.queue;
  return { queue: name, region, waiting: null, letters: [], problem: whyUnseen(one) };
}
