import { type Carrier, doesNotHold } from "./carrier";

/** A row of the CSV that the console's event history offers: it has a few of the record's values, and no address or parameters. */
export const eventHistoryRow: Carrier = (value) =>
  value["Event name"] !== undefined && value["Event time"] !== undefined
    ? doesNotHold(
        "a row of the CSV of CloudTrail's event history, which leaves most of the record out, fix: download it as JSON",
      )
    : undefined;
