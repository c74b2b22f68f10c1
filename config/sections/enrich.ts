import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { addressDatabaseProblem } from "@palisade/engine/enrichment/address-database";
import type { BucketTagsSettings } from "@palisade/engine/enrichment/enrichment-settings";
import { isNetwork } from "@palisade/engine/enrichment/named-networks";
import * as z from "zod";
import { network } from "../fields/network";
import { flag, keyed, list, say, text } from "../fields/schema-builders";
import { parseCidrLines } from "../yaml/cidr-file";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";
import { quoted } from "../yaml/quoted";
import { readProblem } from "../yaml/read-problem";
import { readTextFile } from "../yaml/read-text-file";
import type { YamlPath } from "../yaml/yaml-source";
import { type DraftOf, defineSection, type SectionContext } from "./section";

const tagKey = (describe: string) =>
  text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, {
    what: "not a tag key",
    expected: "1 to 128 letters, digits, spaces and _.:/=+-@",
    fix: "write the key as the S3 console shows it",
  })
    .optional()
    .describe(describe);

const label = text(/^[A-Za-z0-9][\w .-]{0,39}$/, {
  what: "not a name",
  expected: "1 to 40 letters, digits, spaces and _.-",
  fix: "rename it",
});

const addressDatabase = text(/\S/, {
  what: "not a database of addresses",
  expected: "a file such as asn.mmdb",
  fix: "name a file in MaxMind's format",
});

const enrich = keyed({
  geo: z
    .union([z.boolean(), addressDatabase], {
      error: say({
        what: "not a database of addresses",
        expected: "true, false or a file such as geo.mmdb",
        fix: "write true for the one that comes with Palisade",
      }),
    })
    .optional()
    .describe(
      "Country of an address: true for the database that comes with Palisade, or a file in MaxMind's format, relative to this one. Default: false.",
    ),
  asn: addressDatabase
    .optional()
    .describe("File in MaxMind's format with the network (ASN and organization) of an address, such as GeoLite2-ASN."),
  networks: z
    .record(label, list(network, "networks"), {
      error: say({
        what: "not a map of networks",
        expected: "names such as office: [203.0.113.0/24]",
        fix: "or leave networks out",
      }),
    })
    .optional()
    .describe("Your own networks by name, private ones too: offices, VPN, partners. Grants no access."),
  lists: z
    .record(
      label,
      text(/\S/, { what: "not a file name", expected: "a file such as tor.txt", fix: "name a text file" }),
      {
        error: say({
          what: "not a map of lists",
          expected: "labels such as tor: tor.txt",
          fix: "or leave lists out",
        }),
      },
    )
    .optional()
    .describe("Text files of addresses by label, one network per line, # begins a comment: Tor, hosting, your own."),
  bucketTags: keyed({
    owner: tagKey("Key of the tag that says who owns the bucket."),
    classification: tagKey("Key of the tag that says how sensitive its data is."),
    environment: tagKey("Key of the tag that says which environment it belongs to, to route alerts by."),
    raise: list(
      text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u, {
        what: "not a tag value",
        expected: "1 to 256 letters, digits, spaces and _.:/=+-@",
        fix: "write the value as the S3 console shows it",
      }),
      "values",
    )
      .optional()
      .describe("Classifications that raise an alert's severity by one, whatever their case."),
  })
    .optional()
    .describe("Tags of the bucket to show, which lets the functions read the tags of the account's buckets."),
  firstSeen: flag("Whether an alert says that it is the first on its caller from a network. Default: false."),
});

const keys = {
  enrich: enrich.optional().describe("What else alerts show, looked up without asking a service outside the account."),
};

export type EnrichFileDraft = DraftOf<typeof keys>;
type EnrichDraft = NonNullable<EnrichFileDraft["enrich"]>;

export interface EnrichConfig {
  /** Absolute paths of databases of addresses (mmdb), of which the first that knows counts. */
  readonly databases: readonly string[];
  /** Addresses and networks by the user's name for them. */
  readonly networks: Readonly<Record<string, readonly string[]>>;
  /** Addresses and networks of the files, by label. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Absent means that no bucket is asked for its tags. */
  readonly bucketTags?: BucketTagsSettings;
  readonly firstSeen: boolean;
}

export interface EnrichPart {
  /** What alerts are enriched with; absent means only the person behind a role. */
  readonly enrich?: EnrichConfig;
}

export const enrichSection = defineSection({
  keys,
  example: `
enrich: # what else alerts show, see guides/enrichment.md; default: only the person behind a role
  geo: true # country of an address; or a database of your own, such as geo.mmdb
  asn: asn.mmdb # a database of networks, such as GeoLite2-ASN; none comes with Palisade
  networks: { office: [203.0.113.0/24], vpn: [10.8.0.0/16] } # your own by name; grants no access
  lists: { tor: tor.txt } # lists by others, by label: files with one network per line
  bucketTags: { owner: Owner, classification: DataClassification, environment: env, raise: [restricted, confidential] } # tag keys, and values that raise the severity by one
  firstSeen: true # whether this is the caller's first alert from a network
`,
  affects: "the detector and the other functions that publish alerts, and replay",
  guide: "guides/enrichment.md",
});

/** Countries of the regional registries, by nro.net. */
const SHIPPED_DATABASE = "@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb";

/** Lambda takes zips of 50 MB, and there is more in one. */
const MOST_DATABASE_BYTES = 40 * 1024 * 1024;

/** More would take a function longer than an alert may wait. */
const MOST_LISTED = 200_000;

/** A file of another kind would be a fault a line. */
const MOST_FAULTS = 3;

const NETWORK = "an address or network such as 203.0.113.0/24";

/** Reads the files that alerts are enriched with; nothing where the configuration asks for none. */
export function resolveEnrich({ enrich }: EnrichFileDraft, { folder }: SectionContext, faults: Faults): EnrichPart {
  if (enrich === undefined) return {};
  return {
    enrich: {
      databases: resolveDatabases(enrich, folder, faults),
      networks: resolveNetworks(enrich, faults),
      lists: resolveLists(enrich, folder, faults),
      ...resolveBucketTags(enrich, faults),
      firstSeen: enrich.firstSeen ?? false,
    },
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
      const fault = `not an IP address or network${more}, got ${quoted(text)}, expected ${NETWORK}, fix: write one per line; # begins a comment`;
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
