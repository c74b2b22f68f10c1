import path from "node:path";
import { parseCidr } from "@palisade/engine/perimeter/cidr";
import type { Allow } from "@palisade/engine/perimeter/perimeter";
import { checkPrincipalPattern } from "@palisade/engine/perimeter/principal-pattern";
import type { Partition } from "../config";
import { parseCidrLines } from "../yaml/cidr-file";
import type { Faults } from "../yaml/faults";
import { readTextFile } from "../yaml/read-text-file";
import type { Draft } from "../yaml/shape";
import { shown } from "../yaml/shown";
import type { YamlPath } from "../yaml/yaml-source";
import type { PalisadeFile } from "./schema";

/** Where a configuration lies and what its perimeters have in common. */
export interface Surroundings {
  /** Folder of the configuration; files that it names are relative to it. */
  readonly folder: string;
  readonly region: string;
  /** Undefined when the region, from which it follows, is missing. */
  readonly partition: Partition | undefined;
  /** The account that the buckets belong to; undefined when it is missing. */
  readonly account: string | undefined;
}

export type AllowDraft = NonNullable<NonNullable<Draft<PalisadeFile>["perimeters"]>[string]>["allow"];

/** Checks every entry of an allowlist and reads its files. */
export function resolveAllow(draft: AllowDraft, at: YamlPath, around: Surroundings, faults: Faults): Allow {
  const { cidrs = [], cidrFiles = [], principals = [], vpcs = [], vpcEndpoints = [], awsServices = true } = draft ?? {};
  const networks = [
    ...present(cidrs).flatMap(({ value, index }) => {
      const where = [...at, "cidrs", index];
      return resolveCidr(value, "{got}", (text) => faults.add(where, text));
    }),
    ...present(cidrFiles).flatMap(({ value, index }) =>
      resolveCidrFile(value, [...at, "cidrFiles", index], around.folder, faults),
    ),
  ];
  const allow: Allow = {
    cidrs: distinct(networks),
    vpcs: distinct(vpcs),
    vpcEndpoints: distinct(vpcEndpoints),
    principals: distinct(principals),
    awsServices,
  };
  for (const { value, index } of present(principals)) {
    const wrong = checkPrincipalPattern(value, around.partition);
    if (wrong)
      faults.add(
        [...at, "principals", index],
        `${wrong.problem}, got {got}, expected the ARN of one principal, fix: ${wrong.fix}`,
      );
  }
  if (draft && networks.length + allow.vpcs.length + allow.vpcEndpoints.length === 0 && !faults.under(at)) {
    faults.add(
      at,
      "lets nobody in, expected at least one network, VPC or VPC endpoint, fix: add cidrs, cidrFiles, vpcs or vpcEndpoints",
    );
  }
  return allow;
}

/** The items of a list that were not refused already, with their places. */
export function present<T>(
  items: readonly (T | undefined)[],
): readonly { readonly value: T; readonly index: number }[] {
  return items.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
}

function distinct(items: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(items.filter((item) => item !== undefined))];
}

/** The network in its canonical form; or none, and what is wrong is reported, with `got` for the value as written. */
export function resolveCidr(entry: string, got: string, report: (text: string) => void): readonly string[] {
  const result = parseCidr(entry);
  if ("cidr" in result) return [result.cidr];
  // Some problems say themselves what was expected.
  const [what = "", expected = "a public IPv4 or IPv6 network"] = result.problem.split(", expected ");
  report(`${what}, got ${got}, expected ${expected}, fix: ${result.fix}`);
  return [];
}

function resolveCidrFile(name: string, at: YamlPath, folder: string, faults: Faults): readonly string[] {
  const file = path.join(folder, name);
  const lines = readLines(path.resolve(folder, name), at, faults);
  if (lines?.length === 0) {
    const text =
      "no network in it, expected one per line, fix: add a network such as 203.0.113.0/24, or leave the file out";
    faults.addInFile(file, { line: 1, column: 1 }, at, text);
  }
  return (lines ?? []).flatMap((line) =>
    resolveCidr(line.text, shown(line.text), (text) => faults.addInFile(file, line, at, text)),
  );
}

function readLines(file: string, at: YamlPath, faults: Faults): ReturnType<typeof parseCidrLines> | undefined {
  try {
    return parseCidrLines(readTextFile(file));
  } catch (error) {
    faults.add(
      at,
      `${(error as Error).message}, got {got}, expected a text file, fix: correct the path, which is relative to this file`,
    );
    return undefined;
  }
}
