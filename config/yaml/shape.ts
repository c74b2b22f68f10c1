import * as z from "zod";
import type { Faults } from "./faults";
import { nearest } from "./nearest";
import { quoted } from "./quoted";
import type { YamlPath } from "./yaml-source";

/** A file with faults: what was wrong is gone, and lists have holes in its place so that positions stay true. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

interface FlatIssue {
  readonly issue: z.core.$ZodIssue;
  readonly path: YamlPath;
}

/** Reports every value that does not fit the schema, and returns what is left, for the checks that need several values. */
export function checkShape<T>(value: unknown, schema: z.ZodType<T>, faults: Faults): Draft<T> {
  // A compiled parser pays off from the second file on; there is only one.
  const result = schema.safeParse(value, { jitless: true });
  if (result.success) return result.data as Draft<T>;
  const issues = result.error.issues.flatMap((issue) => flatten(issue, []));
  const unknownFirst = issues.toSorted((a, b) => Number(isUnknownKey(b)) - Number(isUnknownKey(a)));
  const meant = new Set<string>();
  for (const { issue, path } of unknownFirst) {
    if (issue.code === "unrecognized_keys") reportUnknownKeys(issue.keys, path, schema, meant, faults);
    else if (issue.code === "invalid_key") faults.add(path, issue.issues[0]?.message ?? issue.message, "key");
    // A key that is missing because it was misspelt has been reported as unknown.
    else if (!meant.has(path.join("."))) faults.add(path, issue.message);
  }
  // Only the root may fail as a whole; then nothing is left to check.
  if (issues.some(({ path, issue }) => path.length === 0 && issue.code !== "unrecognized_keys")) return {} as Draft<T>;
  for (const { issue, path } of issues) {
    if (issue.code === "unrecognized_keys") for (const key of issue.keys) remove(value, [...path, key]);
    else remove(value, path);
  }
  return value as Draft<T>;
}

function isUnknownKey({ issue }: FlatIssue): boolean {
  return issue.code === "unrecognized_keys";
}

/** Replaces a failed union by the faults of the alternative whose kind fits; if none fits, by the union's own text. */
function flatten(issue: z.core.$ZodIssue, above: YamlPath): readonly FlatIssue[] {
  const path = [...above, ...issue.path];
  if (issue.code !== "invalid_union") return [{ issue, path }];
  const fitting = issue.errors.find(
    (errors) => !errors.some(({ path: at }) => at.length === 0) || errors.every(keepsKind),
  );
  return fitting ? fitting.flatMap((inner) => flatten(inner, path)) : [{ issue, path }];
}

function keepsKind(issue: z.core.$ZodIssue): boolean {
  return issue.path.length > 0 || issue.code !== "invalid_type";
}

function reportUnknownKeys(
  keys: readonly string[],
  path: YamlPath,
  schema: z.core.$ZodType,
  meant: Set<string>,
  faults: Faults,
): void {
  const known = knownKeys(schema, path);
  for (const key of keys) {
    const guess = nearest(key, known);
    if (guess) meant.add([...path, guess].join("."));
    const fix = guess ? `write ${guess}` : "delete it";
    faults.add([...path, key], `unknown key, got ${quoted(key)}, expected ${known.join(", ")}, fix: ${fix}`, "key");
  }
}

/** The keys that the schema allows at a path. */
function knownKeys(root: z.core.$ZodType, path: YamlPath): readonly string[] {
  let schemas: readonly z.core.$ZodType[] = alternatives(root);
  for (const segment of path) schemas = schemas.flatMap((schema) => below(schema, segment)).flatMap(alternatives);
  return schemas.flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []));
}

function alternatives(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional) return alternatives(schema.unwrap());
  return schema instanceof z.ZodUnion ? schema.options.flatMap(alternatives) : [schema];
}

function below(schema: z.core.$ZodType, segment: PropertyKey): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (!(schema instanceof z.ZodObject)) return [];
  const value: z.core.$ZodType | undefined = schema.shape[String(segment)];
  return value ? [value] : [];
}

function remove(value: unknown, path: YamlPath): void {
  const holder = path.slice(0, -1).reduce<unknown>(child, value);
  const last = path.at(-1);
  if (Array.isArray(holder)) holder[Number(last)] = undefined;
  else if (typeof holder === "object" && holder !== null && last !== undefined) Reflect.deleteProperty(holder, last);
}

function child(holder: unknown, segment: PropertyKey): unknown {
  return typeof holder === "object" && holder !== null ? Reflect.get(holder, segment) : undefined;
}
