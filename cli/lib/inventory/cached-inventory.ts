import { createInventory, type Inventory } from "@palisade/engine/inventory/inventory";
import { type BucketSighting, dayOf, type Log, type RecordSighting } from "@palisade/engine/inventory/sighting";
import type { AskRows, Row } from "../../preview/read-groups";
import { CALL_RECORDS, CALL_REQUESTS, LINE_RECORDS, LINE_REQUESTS } from "./inventory-sql";

/** What the logs in a cache say of the account; as `readInventory`, but that a cache holds no findings. */
export async function cachedInventory(ask: AskRows): Promise<Inventory> {
  const tally = createInventory();
  const records = [
    ["cloudtrail", await ask(CALL_RECORDS)],
    ["access-log", await ask(LINE_RECORDS)],
  ] as const;
  for (const [log, rows] of records) for (const row of rows) tally.addRecords(recordRow(log, row));
  for (const row of [...(await ask(CALL_REQUESTS)), ...(await ask(LINE_REQUESTS))]) tally.addRequests(requestRow(row));
  return tally.result();
}

function recordRow(log: Log, [account, requester, region, day, records]: Row): RecordSighting {
  return {
    log,
    account: textOf(account),
    requester: textOf(requester),
    region: textOf(region),
    day: dayOf(Date.parse(`${String(day).replaceAll("/", "-")}T00:00:00Z`)),
    records: Number(records),
  };
}

function requestRow([
  bucket,
  owner,
  account,
  region,
  isForObjects,
  isAnswered,
  isLogDelivery,
  requests,
]: Row): BucketSighting {
  return {
    bucket: String(bucket),
    owner: textOf(owner),
    account: textOf(account),
    region: textOf(region),
    isForObjects: isForObjects === true,
    isAnswered: isAnswered === true,
    isLogDelivery: isLogDelivery === true,
    requests: Number(requests),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
