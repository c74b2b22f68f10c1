import { type Fields, fieldsOf } from "../fields";
import { type Carrier, doesNotHold, holds } from "./carrier";
import { rowsOf } from "./rows";

const INSTEAD = "fix: palisade hunt --engine athena, or give the log files that the table is made of";
const OF_TRAIL = `a row of an Athena table, which has the record's values under other names, ${INSTEAD}`;
const OF_ACCESS_LOG = `a row of an Athena table of access logs, which is no line of one, ${INSTEAD}`;

/** What `aws athena get-query-results` prints: the first row has the columns' names. */
export const athenaAnswer: Carrier = (value) => {
  const { Rows: rows } = fieldsOf(value["ResultSet"]);
  if (!Array.isArray(rows)) return undefined;
  const [columns = [], ...rest] = rows.map((row): readonly unknown[] => {
    const { Data: data } = fieldsOf(row);
    return Array.isArray(data) ? data.map((cell) => fieldsOf(cell)["VarCharValue"]) : [];
  });
  return holds(...rowsOf(columns, rest));
};

/** A row by the column names of the tables that AWS's documentation has made. */
export const athenaRow: Carrier = (value) => {
  if (has(value, "eventname") && has(value, "eventsource")) return doesNotHold(OF_TRAIL);
  return has(value, "requestdatetime") && has(value, "operation") ? doesNotHold(OF_ACCESS_LOG) : undefined;
};

function has(value: Fields, column: string): boolean {
  return value[column] !== undefined;
}
