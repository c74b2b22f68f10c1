import type { Perimeter } from "../perimeter/perimeter";
import { COMMON_PARAMETERS, type Hunt, type HuntParameter } from "./define-hunt";
import { type ParameterValue, readParameter } from "./parameter";
import { hexRangeOf } from "./sql/networks";

/** What hunts take from the configuration. */
export interface HuntScope {
  readonly perimeters: readonly Perimeter[];
  /** The own account and the trusted ones. */
  readonly accounts: readonly string[];
}

/** SQL that an engine can run. */
export interface BoundHunt {
  readonly kind: "bound";
  readonly sql: string;
  /** What stands for each `?`, in order; all of them texts. */
  readonly parameters: readonly string[];
}

export interface UnboundHunt {
  readonly kind: "unbound";
  readonly problems: readonly string[];
}

export function parametersOf(hunt: Hunt): readonly HuntParameter[] {
  return [...hunt.parameters, ...COMMON_PARAMETERS];
}

/** Where a parameter's value comes from when no one gives one: the configuration. */
export function isFromConfiguration({ type }: HuntParameter): boolean {
  return type === "accounts" || type === "buckets" || type === "networks";
}

/**
 * Fills in a hunt's parameters. Texts are bound, never pasted. Days, numbers and lists become part of the SQL after they were read and
 * written anew from an alphabet that cannot end a literal: Athena wants to know the days before it binds, and takes no lists.
 */
export function bindHunt(
  hunt: Hunt,
  given: Readonly<Record<string, string>>,
  scope: HuntScope | undefined,
): BoundHunt | UnboundHunt {
  const problems: string[] = [];
  const values = new Map<string, ParameterValue>();
  for (const parameter of parametersOf(hunt)) {
    const text = given[parameter.name] ?? parameter.default;
    if (text === undefined) {
      if (!isFromConfiguration(parameter)) problems.push(`needs ${parameter.name}: ${parameter.description}`);
      continue;
    }
    const result = readParameter(parameter, text);
    if ("value" in result) values.set(parameter.name, result.value);
    else problems.push(`${parameter.name}: got ${JSON.stringify(text.slice(0, 100))}, ${result.problem}`);
  }
  if (problems.length > 0) return { kind: "unbound", problems };
  const relations = relationsOf(hunt, values, scope);
  return relations.kind === "unbound" ? relations : fill(hunt.sql, values, relations.relations);
}

type Relations = Readonly<Record<string, readonly (readonly string[])[]>>;

/** What the lists are in SQL: `VALUES` of which every text is letters, digits, dots and dashes. */
function relationsOf(
  hunt: Hunt,
  values: ReadonlyMap<string, ParameterValue>,
  scope: HuntScope | undefined,
): { readonly kind: "found"; readonly relations: Relations } | UnboundHunt {
  const names = new Set(hunt.parameters.map(({ name }) => name));
  const relations: Record<string, (readonly string[])[]> = {};
  if (names.has("accounts")) {
    const accounts = (values.get("accounts") as readonly string[] | undefined) ?? scope?.accounts;
    if (accounts === undefined) return missing("accounts", "111122223333,222233334444");
    relations["accounts"] = accounts.map((account) => [account]);
  }
  if (!names.has("networks")) return { kind: "found", relations };
  const guarded = guardedBy(values, scope);
  if ("kind" in guarded) return guarded;
  relations["guarded"] = guarded.flatMap(({ buckets }, index) => buckets.map((bucket) => [bucket, numbered(index)]));
  relations["networks"] = guarded.flatMap(({ allow }, index) =>
    allow.cidrs.flatMap((cidr) => {
      const range = hexRangeOf(cidr);
      return range === undefined ? [] : [[numbered(index) + range.low, numbered(index) + range.high]];
    }),
  );
  relations["endpoints"] = guarded.flatMap(({ allow }, index) => allow.vpcEndpoints.map((id) => [numbered(index), id]));
  return { kind: "found", relations };
}

/**
 * A perimeter's number, always as long: in front of an address it makes one text of both, so that one comparison finds the networks of
 * that perimeter. Engines are slow at joins that ask for the same perimeter and for a range.
 */
function numbered(index: number): string {
  return String(index).padStart(4, "0");
}

type Guard = Pick<Perimeter, "buckets"> & { readonly allow: Pick<Perimeter["allow"], "cidrs" | "vpcEndpoints"> };

const ANY_BUCKET = "*";

function guardedBy(
  values: ReadonlyMap<string, ParameterValue>,
  scope: HuntScope | undefined,
): readonly Guard[] | UnboundHunt {
  const networks = values.get("networks") as readonly string[] | undefined;
  const buckets = values.get("buckets") as readonly string[] | undefined;
  if (networks !== undefined) {
    return [{ buckets: buckets ?? [ANY_BUCKET], allow: { cidrs: networks, vpcEndpoints: [] } }];
  }
  if (scope === undefined || scope.perimeters.length === 0) return missing("networks", "203.0.113.0/24,2001:db8::/32");
  if (buckets === undefined) return scope.perimeters;
  const stranger = buckets.find((bucket) => !scope.perimeters.some((perimeter) => perimeter.buckets.includes(bucket)));
  if (stranger !== undefined) {
    return unbound(`buckets: ${stranger} has no perimeter in the configuration, fix: give networks as well`);
  }
  return scope.perimeters.map((perimeter) => ({
    ...perimeter,
    buckets: perimeter.buckets.filter((bucket) => buckets.includes(bucket)),
  }));
}

function missing(name: string, example: string): UnboundHunt {
  return unbound(`needs ${name}, as there is no configuration to take them from, fix: ${name}=${example}`);
}

function unbound(problem: string): UnboundHunt {
  return { kind: "unbound", problems: [problem] };
}

const QUOTED_OR_NAME = /'(?:[^']|'')*'|:([a-z]+)/g;

function fill(sql: string, values: ReadonlyMap<string, ParameterValue>, relations: Relations): BoundHunt {
  const parameters: string[] = [];
  const filled = sql.replace(QUOTED_OR_NAME, (whole: string, name: string | undefined) => {
    if (name === undefined) return whole;
    const relation = relations[name];
    if (relation !== undefined) return valuesList(name, relation);
    const value = values.get(name);
    if (typeof value === "number") return String(value);
    if (typeof value !== "string") throw new Error(`no parameter is named ${name}`);
    if (DAY.test(value)) return `'${value}'`;
    parameters.push(value);
    return "?";
  });
  return { kind: "bound", sql: filled, parameters };
}

const DAY = /^\d{4}\/\d{2}\/\d{2}$/;

/** A row that no other row meets, for lists that are empty: SQL has no `VALUES` without rows. */
const NOTHING: Readonly<Record<string, readonly string[]>> = {
  accounts: [""],
  guarded: ["", ""],
  networks: ["1", "0"],
  endpoints: ["", ""],
};

const HARMLESS = /^[A-Za-z0-9*.-]*$/;

function valuesList(name: string, rows: readonly (readonly string[])[]): string {
  const all = rows.length > 0 ? rows : [NOTHING[name] ?? []];
  const written = all.map((row) => `(${row.map(literal).join(", ")})`);
  return `VALUES ${written.join(", ")}`;
}

function literal(value: string): string {
  if (!HARMLESS.test(value)) throw new Error(`cannot write into SQL: got ${JSON.stringify(value)}`);
  return `'${value}'`;
}
