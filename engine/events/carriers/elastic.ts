import { type Fields, fieldsOf, isFields, textOf } from "../fields";
import { type Carrier, contentOf, doesNotHold, holds } from "./carrier";

const NO_ORIGINAL =
  "a document of Elastic without event.original, fix: preserve the original event in the AWS integration, or give the log files that the trail writes to S3";

/**
 * An answer of a search, a document of it, or what is stored in one.
 * @see https://www.elastic.co/guide/en/ecs/current/ecs-event.html
 */
export const elastic: Carrier = (value) => {
  const { hits } = fieldsOf(value["hits"]);
  if (Array.isArray(hits)) return holds(...hits);
  if (isFields(value["_source"])) return holds(value["_source"]);
  const original = originalOf(value) ?? originalOf(fieldsOf(value["fields"]));
  if (original !== undefined) return holds(original);
  return isEcs(value) && !isText(value["message"]) ? doesNotHold(NO_ORIGINAL) : undefined;
};

function originalOf(value: Fields): unknown {
  const original = fieldsOf(value["event"])["original"] ?? value["event.original"];
  return contentOf(Array.isArray(original) && original.length === 1 ? original[0] : original);
}

function isEcs(value: Fields): boolean {
  const dataset = textOf(fieldsOf(value["event"])["dataset"]) ?? textOf(value["event.dataset"]);
  return isFields(fieldsOf(value["aws"])["cloudtrail"]) || dataset === "aws.cloudtrail";
}

/** Filebeat puts the record there as long as nothing has parsed it. */
function isText(message: unknown): boolean {
  return textOf(message)?.trimStart().startsWith("{") ?? false;
}
