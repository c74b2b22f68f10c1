import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { parseConfig } from "../../config/load-config";
import { resolveNames } from "../../config/sections/names";
import { anMmdb } from "../../testing/fixtures/mmdb-fixture";
import { jsonSchema } from "../../tools/docs/config/json-schema";

const page = readFileSync(path.join(__dirname, "../../docs/configuration.md"), "utf8");
const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? "";

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** The keys that the schema knows at any depth and that none of the values has. */
function keysNotIn(values: readonly unknown[], schema: Schema, at = ""): readonly string[] {
  const maps = values.filter((value) => typeof value === "object" && value !== null) as Record<string, unknown>[];
  const { properties = {}, additionalProperties, items, anyOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([key, inner]) => {
      const found = maps.filter((map) => key in map).map((map) => map[key]);
      return found.length === 0 ? [at + key] : keysNotIn(found, inner, `${at}${key}.`);
    }),
    ...(typeof additionalProperties === "object"
      ? keysNotIn(maps.flatMap(Object.values), additionalProperties, at)
      : []),
    ...(items ? keysNotIn(values.flat(), items, at) : []),
    ...anyOf.flatMap((one) => keysNotIn(values, one, at)),
  ];
}

describe("docs/configuration.md", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "palisade-configuration-"));
    mkdirSync(path.join(folder, "policies"));
    writeFileSync(path.join(folder, "office-networks.txt"), "192.0.2.0/24 # office\n");
    writeFileSync(path.join(folder, "tor.txt"), "192.0.2.1\n");
    writeFileSync(path.join(folder, "asn.mmdb"), anMmdb({ "192.0.2.0/24": { asn: "AS64500" } }));
    writeFileSync(path.join(folder, "accounts.json"), '{"Accounts":[{"Id":"333344445555"}]}');
    const statement =
      '{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::example-data/public/*"}';
    writeFileSync(
      path.join(folder, "policies/example-data.json"),
      `{"Version":"2012-10-17","Statement":[${statement}]}`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is valid", () => {
    expect(parseConfig(example, path.join(folder, "palisade.yaml")).perimeters).toHaveLength(2);
  });

  it("shows every key that there is", () => {
    expect(keysNotIn([parse(example)], JSON.parse(jsonSchema()) as Schema)).toEqual([]);
  });

  it("shows the names' defaults", () => {
    expect(parse(example).names).toEqual(resolveNames("palisade", {}));
  });
});
