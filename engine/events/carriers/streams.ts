import { fieldsOf } from "../fields";
import { type Carrier, contentOf, contentsOf, holds } from "./carrier";

/** Records of Kinesis as Lambda has them, or as `aws kinesis get-records` prints them. */
const kinesis: Carrier = (value) => {
  const data = contentOf(fieldsOf(value["kinesis"])["data"]);
  if (data !== undefined) return holds(data);
  const own = contentOf(value["Data"]);
  const isRecord = value["SequenceNumber"] !== undefined || value["PartitionKey"] !== undefined;
  return own !== undefined && isRecord ? holds(own) : undefined;
};

/**
 * What Firehose hands to a function for transformation, and what it keeps apart where that fails.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html
 */
const firehose: Carrier = (value) => {
  const listed = contentsOf(value["records"], "data");
  if (listed !== undefined) return holds(...listed);
  const { recordId } = value;
  const own = contentOf(value["data"]) ?? contentOf(value["rawData"]);
  const isOne = recordId !== undefined || typeof value["rawData"] === "string";
  return own !== undefined && isOne ? holds(own) : undefined;
};

export const STREAMS: readonly Carrier[] = [kinesis, firehose];
