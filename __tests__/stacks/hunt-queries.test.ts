import { detectionHunts } from "@palisade/engine/hunts/detection-hunts";
import { HUNTS } from "@palisade/engine/hunts/registry";
import type { PalisadeConfig } from "../../config/config";
import { detectorSettings } from "../../config/derived/detector-settings";
import { parseConfig } from "../../config/load-config";
import { huntQueries } from "../../stacks/hunting/hunt-queries";
import { enforced } from "../../testing/configurations";
import { hiveFaults, trinoFaults } from "../../testing/sql-grammar";
import { type Block, synthText } from "../../testing/synth";

// The grammars are read once, which takes its time.
jest.setTimeout(60_000);

const TEXT = enforced("hunting: true").replace("    mode: enforce", "    mode: enforce\n    accessLogs: true");
const queries: readonly Block[] = synthText(TEXT).hunting?.resources("aws_athena_named_query") ?? [];
const plain = (text: string) => text.replace(/([$%])\1\{/g, "$1{");
const selects = queries.filter(({ name }) => !name.startsWith("create-table-"));
const tables = queries.filter(({ name }) => name.startsWith("create-table-"));

describe("the grammars", () => {
  it("refuse what is no SQL", () => {
    expect(trinoFaults("SELECT a FROM b WHERE")).toHaveLength(1);
    expect(trinoFaults("SELECT CAST(a AS ipaddress), b FROM c CROSS JOIN UNNEST(d) AS t(b) WHERE e = ?")).toEqual([]);
    expect(hiveFaults("CREATE EXTERNAL TABLE a (b)")).not.toEqual([]);
  });
});

describe("the queries that Athena's console lists", () => {
  it("are all hunts, a count of lines that could not be read, and the tables themselves", () => {
    const hunts = [...HUNTS, ...detectionHunts(detectorSettings(parseConfig(TEXT, "palisade.yaml")))];
    expect(queries.map(({ name }) => name).toSorted()).toEqual(
      [
        ...hunts.map(({ id }) => id),
        "access-log-lines-not-read",
        "create-table-access_logs",
        "create-table-cloudtrail",
      ].toSorted(),
    );
  });

  it.each(selects.map(({ name, query }) => [name as string, query as string]))("%s is Trino's SQL", (_, query) => {
    expect(trinoFaults(plain(query))).toEqual([]);
    expect(query).toContain("INTERVAL '7' DAY");
    expect(query).not.toMatch(/stand-in|2001\/01|[ (]:\w/i);
  });

  it.each(tables.map(({ name, query }) => [name as string, query as string]))("%s is Hive's", (_, query) => {
    expect(hiveFaults(plain(query))).toEqual([]);
    expect(plain(query)).toMatch(/\n {2}'storage\.location\.template' = 's3:\/\/.+\/\$\{day\}\/'\n\)$/);
  });

  it("say for what each question mark stands, and ask for nothing that has a default", () => {
    for (const { name, query } of selects) {
      const asked = /^-- Parameters, one for each "\?": (.+)$/m.exec(query)?.[1]?.split(", ") ?? [];
      const places =
        query
          .replace(/^--.*$/gm, "")
          .replace(/'(?:[^']|'')*'/g, "")
          .split("?").length - 1;
      expect([name, places]).toEqual([name, asked.length]);
    }
    expect(selects.find(({ name }) => name === "actor-timeline")?.query).toContain("one for each");
    expect(selects.find(({ name }) => name === "outside-allowlist")?.query).not.toContain("one for each");
  });

  it("leave out those that an allowlist makes longer than Athena takes", () => {
    const config = parseConfig(TEXT, "palisade.yaml");
    const perimeters = config.perimeters.map((one) => {
      const cidrs = Array.from({ length: 5000 }, (_, index) => `203.0.${index >> 8}.${index & 255}/32`);
      return { ...one, perimeter: { ...one.perimeter, allow: { ...one.perimeter.allow, cidrs } } };
    });
    const names = (of: PalisadeConfig) => huntQueries(of, ["cloudtrail", "access_logs"]).map(({ name }) => name);
    const left = names({ ...config, perimeters });
    expect(names(config).filter((name) => !left.includes(name))).toEqual([
      "outside-allowlist",
      "access-log-outside-allowlist",
    ]);
  });

  it("have no access-log hunts without a table of access logs", () => {
    const without: readonly Block[] =
      synthText(enforced("hunting: true")).hunting?.resources("aws_athena_named_query") ?? [];
    expect(without.filter(({ query }) => query.includes("access_logs"))).toEqual([]);
  });
});
