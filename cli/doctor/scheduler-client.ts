import { STSClient } from "@aws-sdk/client-sts";
import { fieldsOf, textOf } from "../../functions/src/events/fields";
import { signGet } from "../../functions/src/platform/sign-get";
import { parseJson } from "./canonical-json";
import type { Question } from "./question";

/** What EventBridge Scheduler says of a schedule, as far as it is looked at. */
export interface ScheduleFound {
  readonly State?: string;
  readonly ScheduleExpression?: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly Target?: { readonly Arn?: string; readonly RoleArn?: string; readonly Input?: string };
}

/** Asks for a schedule of the default group; takes the place of a command of the SDK. */
export class GetScheduleCommand implements Question<ScheduleFound> {
  declare readonly resolveMiddleware: Question<ScheduleFound>["resolveMiddleware"];
  readonly input: { readonly Name: string };

  constructor(input: { readonly Name: string }) {
    this.input = input;
  }
}

interface Options {
  readonly region: string;
  readonly requestHandler: { readonly requestTimeout: number };
}

/**
 * Asks EventBridge Scheduler, for which the SDK has a client of its own: one more package for one question.
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html
 */
export class SchedulerClient {
  readonly #region: string;
  readonly #timeLimitMs: number;
  /** Finds credentials as the other clients do. */
  readonly #sts: STSClient;

  constructor({ region, requestHandler }: Options) {
    this.#region = region;
    this.#timeLimitMs = requestHandler.requestTimeout;
    this.#sts = new STSClient({ region });
  }

  async send({ input }: GetScheduleCommand): Promise<ScheduleFound> {
    const region = this.#region;
    const url = new URL(`${endpointOf(region, process.env)}/schedules/${encodeURIComponent(input.Name)}`);
    const credentials = await this.#sts.config.credentials();
    const headers = signGet(url, { credentials, region, now: Date.now(), service: "scheduler" });
    const signal = AbortSignal.timeout(this.#timeLimitMs);
    const answer = await fetch(url, { headers, redirect: "error", signal });
    const body = fieldsOf(parseJson(await answer.text()));
    if (answer.ok) return body;
    throw schedulerError(answer, body);
  }

  destroy(): void {
    this.#sts.destroy();
  }
}

function endpointOf(region: string, environment: NodeJS.ProcessEnv): string {
  const own = environment["AWS_ENDPOINT_URL_SCHEDULER"] || environment["AWS_ENDPOINT_URL"];
  if (own) return own.replace(/\/$/, "");
  return `https://scheduler.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}

/** An error named as the SDK would name it. */
function schedulerError({ status, headers }: Response, body: Readonly<Record<string, unknown>>): Error {
  const type = headers.get("x-amzn-errortype") ?? textOf(body["__type"]);
  const name = type?.split(":")[0]?.split("#").at(-1) ?? (status === 404 ? "ResourceNotFoundException" : "");
  return Object.assign(new Error(textOf(body["Message"]) ?? `answered ${status}`), { name });
}
