import type { Table } from "../../functions/src/hunts/tables";
import type { RequestGroup } from "../../functions/src/preview/request-group";
import type { CountedOrigin } from "../not-judged/origin";
import { CALL_ORIGINS, LINE_ORIGINS } from "./groups-sql";
import type { AskRows, Row } from "./read-groups";

const SQL: Readonly<Record<Table["name"], string>> = { cloudtrail: CALL_ORIGINS, access_logs: LINE_ORIGINS };

/** Where all S3 requests of some tables of a cache are from. */
export async function readOrigins(ask: AskRows, tables: readonly Table["name"][]): Promise<readonly CountedOrigin[]> {
  const rows: Row[] = [];
  for (const table of tables) rows.push(...(await ask(SQL[table])));
  return rows.map(([bucket, through, account, region, isData, records]) => ({
    bucket: textOf(bucket),
    through: textOf(through),
    account: textOf(account),
    region: textOf(region),
    isData: isData === true,
    records: Number(records),
  }));
}

/** The same as far as groups tell: of the buckets that were asked for, and without regions. */
export function originsOfGroups(groups: readonly RequestGroup[]): readonly CountedOrigin[] {
  return groups.map(({ tuple, count: records }) =>
    tuple.log === "cloudtrail"
      ? {
          bucket: tuple.call.bucket,
          through: undefined,
          account: tuple.identity.account,
          region: undefined,
          isData: !tuple.call.isManagement,
          records,
        }
      : { bucket: tuple.bucket, through: undefined, account: undefined, region: undefined, isData: true, records },
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
