import type { Table } from "@palisade/engine/hunts/sql/tables";
import type { RequestGroup } from "@palisade/engine/preview/request-group";
import { type CountedOrigin, PLANES, type Plane } from "../lib/not-judged/origin";
import { ALL_DAYS, callOrigins, type Days, lineOrigins } from "./groups-sql";
import type { AskRows, Row } from "./read-groups";

/** Where the S3 requests of some tables of a cache are from; with other services, all records that tables hold. */
export async function readOrigins(
  ask: AskRows,
  tables: readonly Table["name"][],
  { days = ALL_DAYS, withOtherServices = false }: { readonly days?: Days; readonly withOtherServices?: boolean } = {},
): Promise<readonly CountedOrigin[]> {
  const rows: Row[] = [];
  for (const table of tables) {
    rows.push(...(await ask(table === "cloudtrail" ? callOrigins(days, withOtherServices) : lineOrigins(days))));
  }
  return rows.map(([bucket, through, account, region, plane, isS3, records]) => ({
    bucket: textOf(bucket),
    through: textOf(through),
    account: textOf(account),
    region: textOf(region),
    plane: planeOf(plane),
    isS3: isS3 === true,
    records: Number(records),
  }));
}

/** As it is stored, or as SQL says it. */
export function planeOf(value: unknown): Plane | undefined {
  return PLANES.find((one) => one === value);
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
          plane: tuple.call.isManagement ? "management" : undefined,
          isS3: true,
          records,
        }
      : {
          bucket: tuple.bucket,
          through: undefined,
          account: undefined,
          region: undefined,
          plane: "data",
          isS3: true,
          records,
        },
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
