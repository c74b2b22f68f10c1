import { isFields } from "../fields";
import { type Carrier, contentOf, doesNotHold, holds, LOG_FILES } from "./carrier";

const NO_RAW_DATA = `an OCSF event, as Security Lake keeps it, without the record in raw_data, ${LOG_FILES}`;

/**
 * An event of the Open Cybersecurity Schema Framework.
 * @see https://schema.ocsf.io/1.1.0/classes/api_activity
 */
export const securityLake: Carrier = (value) => {
  if (typeof value["class_uid"] !== "number" && !/^\d+$/.test(String(value["class_uid"]))) return undefined;
  if (!isFields(value["metadata"])) return undefined;
  const raw = contentOf(value["raw_data"]);
  return raw === undefined ? doesNotHold(NO_RAW_DATA) : holds(raw);
};
