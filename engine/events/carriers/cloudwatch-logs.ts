import { fieldsOf, isFields } from "../fields";
import { type Carrier, contentOf, contentsOf, doesNotHold, holds, holdsNone } from "./carrier";

/**
 * What a subscription of CloudWatch Logs delivers, as Lambda has it or unpacked.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
const subscription: Carrier = (value) => {
  const data = contentOf(fieldsOf(value["awslogs"])["data"]);
  if (data !== undefined) return holds(data);
  if (value["messageType"] === "CONTROL_MESSAGE") return holdsNone("a test message of CloudWatch Logs");
  return Array.isArray(value["logEvents"]) ? holds(...value["logEvents"]) : undefined;
};

/** Answers of `filter-log-events` and `get-log-events`. */
const listed: Carrier = (value) => {
  const messages = contentsOf(value["events"], "message");
  if (messages !== undefined) return holds(...messages);
  return Array.isArray(value["events"]) && value["events"].length === 0 ? holds() : undefined;
};

/** An answer of CloudWatch Logs Insights, of its API or saved in the console. */
const insights: Carrier = (value) => {
  const message = contentOf(value["@message"]);
  if (message !== undefined) return holds(message);
  const { results } = value;
  if (Array.isArray(results) && results.length > 0 && results.every(isInsightsRow)) {
    return holds(
      ...results.map((row) => Object.fromEntries(row.map(({ field, value: text }) => [String(field), text]))),
    );
  }
  return value["@timestamp"] === undefined || value["@ptr"] === undefined ? undefined : doesNotHold(NO_MESSAGE);
};

const NO_MESSAGE = "an answer of CloudWatch Logs Insights without @message, fix: query fields @timestamp, @message";

function isInsightsRow(row: unknown): row is readonly { readonly field: unknown; readonly value: unknown }[] {
  return (
    Array.isArray(row) && row.length > 0 && row.every((cell) => isFields(cell) && typeof cell["field"] === "string")
  );
}

/** One event of any of these, and what log shippers write for a line. */
const message: Carrier = (value) => {
  const { message: text, log } = value;
  const content = typeof text === "string" ? contentOf(text) : isFields(text) ? text : contentOf(log);
  return content === undefined ? undefined : holds(content);
};

export const CLOUDWATCH_LOGS: readonly Carrier[] = [subscription, listed, insights];
export const LOG_MESSAGE: Carrier = message;
