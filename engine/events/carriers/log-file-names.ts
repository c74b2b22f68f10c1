import { isFields, textOf } from "../fields";
import { type Carrier, doesNotHold, holdsNone } from "./carrier";

const OF_OBJECT = "a notification of S3, which names an object and holds no record, fix: give the object";
const OF_LOG_FILE = "a notification of CloudTrail, which names a log file and holds no record, fix: give the log file";

/** What only says where records are. */
export const logFileNames: Carrier = (value) => {
  if (value["Event"] === "s3:TestEvent") return holdsNone("a test message of S3");
  if (value["eventSource"] === "aws:s3" && isFields(value["s3"])) return doesNotHold(OF_OBJECT);
  const isLogFile = textOf(value["s3Bucket"]) !== undefined && value["s3ObjectKey"] !== undefined;
  return isLogFile ? doesNotHold(OF_LOG_FILE) : undefined;
};
