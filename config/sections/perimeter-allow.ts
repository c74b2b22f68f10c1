import path from "node:path";
import type { Allow } from "@palisade/engine/perimeter/perimeter";
import { checkPrincipalPattern } from "@palisade/engine/perimeter/principal-pattern";
import * as z from "zod";
import { orInWords } from "../fields/in-words";
import { network, resolveCidr } from "../fields/network";
import { flag, keyed, list, say, text } from "../fields/schema-builders";
import { parseCidrLines } from "../yaml/cidr-file";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";
import { quoted } from "../yaml/quoted";
import { readTextFile } from "../yaml/read-text-file";
import type { Draft } from "../yaml/shape";
import type { YamlPath } from "../yaml/yaml-source";
import type { SectionContext } from "./section";

/** Where requests come from; an allowlist needs one of them. */
const origins = {
  cidrs: list(network, "networks")
    .optional()
    .describe("Public IPv4 and IPv6 addresses and networks without host bits, such as 203.0.113.0/24 or 198.51.100.7."),
  cidrFiles: list(
    text(/\S/, { what: "not a file name", expected: "a file such as office.txt", fix: "name a text file" }),
    "files",
  )
    .optional()
    .describe("Text files with one network per line; # begins a comment. Relative to this file."),
  vpcs: list(
    text(/^vpc-[0-9a-f]{8}(?:[0-9a-f]{9})?$/, {
      what: "not a VPC id",
      expected: "an id such as vpc-0123456789abcdef0",
      fix: "copy the id from the VPC console",
    }),
    "VPC ids",
  )
    .optional()
    .describe("VPCs whose requests come through an S3 endpoint."),
  vpcEndpoints: list(
    text(/^vpce-[0-9a-f]{8}(?:[0-9a-f]{9})?$/, {
      what: "not a VPC endpoint id",
      expected: "an id such as vpce-0123456789abcdef0",
      fix: "copy the id from the VPC console",
    }),
    "VPC endpoint ids",
  )
    .optional()
    .describe("S3 endpoints whose requests are allowed."),
};

export const allow = keyed({
  ...origins,
  principals: list(
    z.string({
      error: say({
        what: "not a principal",
        expected: "an ARN such as arn:aws:iam::111122223333:role/break-glass",
        fix: "write the ARN of a role or user",
      }),
    }),
    "ARNs",
  )
    .optional()
    .describe("ARNs, with * and ?, that are allowed from anywhere: break-glass, deployer, service roles."),
  awsServices: flag("Whether AWS services, and what they do on a principal's behalf, are allowed. Default: true."),
});

export type AllowDraft = Draft<z.output<typeof allow>> | undefined;

/** Checks every entry of an allowlist and reads its files. */
export function resolveAllow(draft: AllowDraft, at: YamlPath, around: SectionContext, faults: Faults): Allow {
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
  const resolved: Allow = {
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
  if (draft && networks.length + resolved.vpcs.length + resolved.vpcEndpoints.length === 0 && !faults.under(at)) {
    faults.add(
      at,
      `allows nothing, expected at least one network, VPC or VPC endpoint, fix: add ${orInWords(Object.keys(origins))}`,
    );
  }
  return resolved;
}

function distinct(items: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(items.filter((item) => item !== undefined))];
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
    resolveCidr(line.text, quoted(line.text), (text) => faults.addInFile(file, line, at, text)),
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
