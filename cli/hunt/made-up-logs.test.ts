import type { DuckDBConnection } from "@duckdb/node-api";
import { copyOf } from "@palisade/engine/detections/facts/copy";
import type { Fields } from "@palisade/engine/events/fields";
import { bindHunt } from "@palisade/engine/hunts/bind-hunt";
import { HUNTS } from "@palisade/engine/hunts/registry";
import { AddressSet } from "@palisade/engine/perimeter/address-set";
import fc from "fast-check";
import { cloudTrail, cloudTrailEvent, FOREIGN, IDENTITIES, OWNER } from "../../testing/fixtures/cloudtrail-fixture";
import { huntTables } from "../../testing/fixtures/hunt-fixture";
import { answerOfDuckDb, type Cell } from "./hunt-answer";
import { runQuery } from "./locked-session";

type Row = Readonly<Record<string, Cell>>;

async function ask(
  connection: DuckDBConnection,
  id: string,
  given: Readonly<Record<string, string>>,
): Promise<readonly Row[]> {
  const hunt = HUNTS.find((one) => one.id === id);
  const bound = hunt && bindHunt(hunt, { limit: "100000", ...given }, undefined);
  if (bound?.kind !== "bound") throw new Error(bound?.problems.join() ?? id);
  const { columns, rows } = answerOfDuckDb(await runQuery(connection, bound.sql, bound.parameters));
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
}

const inTable = async (records: readonly Fields[], id: string, given: Readonly<Record<string, string>> = {}) => {
  const connection = await huntTables({ cloudtrail: records });
  try {
    return await ask(connection, id, given);
  } finally {
    connection.closeSync();
  }
};

const copy = (overrides: Fields, resources: readonly Fields[]) =>
  cloudTrail({
    eventName: "CopyObject",
    requestParameters: { bucketName: "theirs", key: "a", "x-amz-copy-source": "/sensitive-data/a", ...overrides },
    resources,
  });
const bucketOf = (name: string, accountId?: string) => ({
  type: "AWS::S3::Bucket",
  ARN: `arn:aws:s3:::${name}`,
  accountId,
});
const objectOf = (name: string) => ({ type: "AWS::S3::Object", ARN: `arn:aws:s3:::${name}/a` });

describe("copies-to-other-accounts", () => {
  const COPIES = [
    copy({}, [
      objectOf("theirs"),
      bucketOf("theirs", FOREIGN),
      objectOf("sensitive-data"),
      bucketOf("sensitive-data", OWNER),
    ]),
    copy({ "x-amz-copy-source": "sensitive-data%2Fa" }, [
      bucketOf("sensitive-data", OWNER),
      bucketOf("theirs", FOREIGN),
    ]),
    copy({ bucketName: "ours" }, [bucketOf("ours", OWNER), bucketOf("sensitive-data", OWNER)]),
    copy({ bucketName: "unknown" }, [bucketOf("sensitive-data", OWNER)]),
    copy({ bucketName: "sensitive-data" }, []),
    { ...copy({}, [bucketOf("theirs", FOREIGN)]), errorCode: "AccessDenied" },
  ];

  it("shows those into strangers' buckets, and those of which no one can say", async () => {
    const rows = await inTable(COPIES, "copies-to-other-accounts", { accounts: OWNER });
    expect(rows.map(({ destination, account }) => [destination, account]).sort()).toEqual([
      ["theirs", FOREIGN],
      ["theirs", FOREIGN],
      ["unknown", null],
    ]);
    for (const record of COPIES.slice(0, 2)) expect(copyOf(cloudTrailEvent(record)).destination.account).toBe(FOREIGN);
  });
});

const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.integer({ min: 0, max: 255 }).map((last) => `203.0.113.${last}`),
  fc.integer({ min: 0, max: 0xffff }).map((last) => `2001:db8:7::${last.toString(16)}`),
  fc.constantFrom("::ffff:203.0.113.9", "203.0.113.09", "30.*.0.210", "-", ""),
);

describe("outside-allowlist", () => {
  it("agrees with AddressSet on every address", async () => {
    const addresses = [...new Set(fc.sample(address, 3000))];
    const networks = ["203.0.113.0/25", "203.0.113.200/32", "2001:db8:7::/116", "198.51.100.0/24"];
    const set = AddressSet.of(networks);
    const records = addresses.map((sourceIPAddress) => cloudTrail({ sourceIPAddress }));
    const rows = await inTable(records, "outside-allowlist", { networks: networks.join(",") });
    expect(rows.map((row) => String(row["address"])).sort()).toEqual(addresses.filter((one) => !set.has(one)).sort());
  });

  it("counts a copy at the bucket that it writes to, and at the one that it reads", async () => {
    const copied = (bucketName: string, source: string, overrides: Fields = {}) =>
      cloudTrail({
        eventName: "CopyObject",
        requestParameters: { bucketName, key: "a", "x-amz-copy-source": source },
        ...overrides,
      });
    const records = [
      copied("theirs", "sensitive-data/a"),
      copied("theirs", "%2Fsensitive-data%2Fa", { eventName: "UploadPartCopy" }),
      copied("sensitive-data", "sensitive-data/a"),
      copied("theirs", "sensitive-data/a", { errorCode: "AccessDenied" }),
    ];
    const given = { networks: "203.0.113.0/24" };
    const countsOf = (rows: readonly Row[]) =>
      rows.map((row) => [row["bucket"], row["mostly"], Number(row["requests"])]).toSorted();
    expect(countsOf(await inTable(records, "outside-allowlist", given))).toEqual([
      ["sensitive-data", "GetObject", 3],
      ["theirs", expect.any(String), 2],
    ]);
    expect(countsOf(await inTable(records, "outside-allowlist", { ...given, buckets: "sensitive-data" }))).toEqual([
      ["sensitive-data", "GetObject", 3],
    ]);
    const inside = { networks: "198.51.100.0/24", buckets: "sensitive-data" };
    expect(await inTable(records, "outside-allowlist", inside)).toEqual([]);
  });

  it("leaves AWS itself out, and refused requests", async () => {
    const records = [
      cloudTrail({ userIdentity: IDENTITIES.service, sourceIPAddress: "delivery.logs.amazonaws.com" }),
      cloudTrail({
        userIdentity: { ...IDENTITIES.role, invokedBy: "athena.amazonaws.com" },
        sourceIPAddress: "athena.amazonaws.com",
      }),
      cloudTrail({ sourceIPAddress: "AWS Internal" }),
      cloudTrail({ errorCode: "AccessDenied" }),
      cloudTrail({ sourceIPAddress: "trusted.amazonaws.com" }),
    ];
    const rows = await inTable(records, "outside-allowlist", { networks: "203.0.113.0/24" });
    expect(rows.map((row) => row["address"])).toEqual(["trusted.amazonaws.com"]);
  });
});

describe("hunts with hostile parameters", () => {
  it.each(["' OR 1=1 --", "'; DROP TABLE cloudtrail; --", "\\", "%", "?", ":limit", '"', "\u0000x"])(
    "finds nothing for %j",
    async (actor) => {
      expect(await inTable([cloudTrail()], "actor-timeline", { actor })).toEqual([]);
    },
  );
});
