import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { addressDatabaseProblem } from "@palisade/engine/enrichment/address-database";
import { isNetwork } from "@palisade/engine/enrichment/named-networks";
import type { EnrichConfig } from "../config";
import { parseCidrLines } from "../yaml/cidr-file";
import type { Faults } from "../yaml/faults";
import { readProblem } from "../yaml/read-problem";
import { readTextFile } from "../yaml/read-text-file";
import type { Draft } from "../yaml/shape";
import { shown } from "../yaml/shown";
import type { YamlPath } from "../yaml/yaml-source";
import { present } from "./resolve-allow";
import type { PalisadeFile } from "./schema";

type EnrichDraft = NonNullable<Draft<PalisadeFile>["enrich"]>;

/** Countries of the regional registries, by nro.net. */
const SHIPPED_DATABASE = "@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb";

/** Lambda takes zips of 50 MB, and there is more in one. */
const MOST_DATABASE_BYTES = 40 * 1024 * 1024;

/** More would take a function longer than an alert may wait. */
const MOST_LISTED = 200_000;

/** A file of another kind would be a fault a line. */
const MOST_FAULTS = 3;

const NETWORK = "an address or network such as 203.0.113.0/24";

/** Reads the files that alerts are enriched with; undefined where the configuration asks for none. */
export function resolveEnrich(
  { enrich }: Draft<PalisadeFile>,
  folder: string,
  faults: Faults,
): EnrichConfig | undefined {
  if (enrich === undefined) return undefined;
  return {
    databases: resolveDatabases(enrich, folder, faults),
    networks: resolveNetworks(enrich, faults),
    lists: resolveLists(enrich, folder, faults),
    ...resolveBucketTags(enrich, faults),
    firstSeen: enrich.firstSeen ?? false,
  };
}

function resolveDatabases({ geo = false, asn }: EnrichDraft, folder: string, faults: Faults): readonly string[] {
  const shipped = geo === true ? [createRequire(__filename).resolve(SHIPPED_DATABASE)] : [];
  const named = Object.entries({ geo, asn }).flatMap(([key, name]) =>
    typeof name === "string" ? [{ file: path.resolve(folder, name), at: ["enrich", key] }] : [],
  );
  for (const { file, at } of named) checkDatabase(file, at, faults);
  checkSize([...shipped, ...named.map(({ file }) => file)], named.at(-1)?.at, faults);
  return [...new Set([...shipped, ...named.map(({ file }) => file)])];
}

function checkDatabase(file: string, at: YamlPath, faults: Faults): void {
  const report = (what: string, fix: string) =>
    faults.add(at, `${what}, got {got}, expected a file in MaxMind's format (mmdb), fix: ${fix}`);
  try {
    if (!statSync(file).isFile()) {
      report("not a regular file", "name the database itself");
      return;
    }
    // What is too large is reported as such, and takes long to read.
    if (statSync(file).size > MOST_DATABASE_BYTES) return;
    const problem = addressDatabaseProblem(readFileSync(file));
    if (problem) report(problem, "name another file, or write geo: true for the one that comes with Palisade");
  } catch (error) {
    report(`cannot be read: ${readProblem(error)}`, "correct the path, which is relative to this file");
  }
}

function checkSize(files: readonly string[], at: YamlPath | undefined, faults: Faults): void {
  if (at === undefined) return;
  const bytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  if (bytes <= MOST_DATABASE_BYTES) return;
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  const text = `too large for a function, got {got} and with it ${megabytes} MB, expected at most 40 MB of databases, fix: name one of countries or networks, without cities`;
  faults.add(at, text);
}

function resolveNetworks({ networks = {} }: EnrichDraft, faults: Faults): EnrichConfig["networks"] {
  const named = Object.entries(networks).map(([name, cidrs = []]) => {
    const entries = present(cidrs);
    for (const { value, index } of entries) {
      if (isNetwork(value)) continue;
      const text = `not an IP address or network, got {got}, expected ${NETWORK}, fix: correct it; private networks are fine here, the whole internet is not`;
      faults.add(["enrich", "networks", name, index], text);
    }
    return [name, entries.map(({ value }) => value)] as const;
  });
  return Object.fromEntries(named);
}

function resolveLists({ lists = {} }: EnrichDraft, folder: string, faults: Faults): EnrichConfig["lists"] {
  const read = Object.entries(lists).flatMap(([label, file]) =>
    file === undefined ? [] : [[label, readList(file, ["enrich", "lists", label], folder, faults)] as const],
  );
  return Object.fromEntries(read);
}

function readList(name: string, at: YamlPath, folder: string, faults: Faults): readonly string[] {
  const file = path.join(folder, name);
  try {
    const lines = parseCidrLines(readTextFile(path.resolve(folder, name)));
    const wrong = lines.filter(({ text }) => !isNetwork(text));
    for (const { text, ...position } of wrong.slice(0, MOST_FAULTS)) {
      const more = wrong.length > MOST_FAULTS ? `, as are ${wrong.length - 1} lines in all` : "";
      const fault = `not an IP address or network${more}, got ${shown(text)}, expected ${NETWORK}, fix: write one per line; # begins a comment`;
      faults.addInFile(file, position, at, fault);
    }
    checkLength(lines.length, at, faults);
    return lines.map(({ text }) => text);
  } catch (error) {
    const text = `${(error as Error).message}, got {got}, expected a text file, fix: correct the path, which is relative to this file`;
    faults.add(at, text);
    return [];
  }
}

function checkLength(lines: number, at: YamlPath, faults: Faults): void {
  if (lines > 0 && lines <= MOST_LISTED) return;
  const text = `holds ${lines === 0 ? "no" : lines} networks, got {got}, expected 1 to ${MOST_LISTED}, one per line, fix: name another file, or leave it out`;
  faults.add(at, text);
}

function resolveBucketTags({ bucketTags }: EnrichDraft, faults: Faults): Pick<EnrichConfig, "bucketTags"> {
  if (bucketTags === undefined) return {};
  const { owner, classification, environment, raise } = bucketTags;
  const at = ["enrich", "bucketTags"];
  if ([owner, classification, environment].every((key) => key === undefined) && !faults.under(at)) {
    const text = "no tag in it, got {got}, expected owner, classification or environment, fix: name the key of a tag";
    faults.add(at, text);
  }
  if (raise !== undefined && classification === undefined && !faults.under(at)) {
    const text =
      "without a tag to look at, got {got}, expected classification beside it, fix: name the tag's key there";
    faults.add([...at, "raise"], text);
  }
  return {
    bucketTags: {
      ...(owner !== undefined && { owner }),
      ...(classification !== undefined && { classification }),
      ...(environment !== undefined && { environment }),
      raise: (raise ?? []).filter((value) => value !== undefined),
    },
  };
}
