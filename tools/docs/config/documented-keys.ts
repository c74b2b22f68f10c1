import * as z from "zod";

/** A key of the configuration as its page shows it. */
export interface DocumentedKey {
  /** Below its section, as in `NAME.allow.cidrs`. */
  readonly name: string;
  /** 0 for a top-level key. */
  readonly depth: number;
  readonly type: string;
  readonly isRequired: boolean;
  readonly about: string;
  /** What it is when left out, in words; undefined where nothing is. */
  readonly fallback: string | undefined;
}

/** The keys of a section at every depth, in the order of its schema. */
export function documentedKeys(keys: z.ZodRawShape): readonly DocumentedKey[] {
  return Object.entries(keys).flatMap(([key, schema]) => [documented(key, schema, 0), ...keysBelow(schema, "", 1)]);
}

function documented(name: string, schema: z.core.$ZodType, depth: number): DocumentedKey {
  const [about = "", fallback] = descriptionOf(schema).split(/ ?\bDefault: /, 2);
  return {
    name,
    depth,
    type: typeOf(schema),
    isRequired: !(schema instanceof z.ZodOptional),
    about: about.trim(),
    fallback: fallback?.replace(/\.$/, ""),
  };
}

function descriptionOf(schema: z.core.$ZodType): string {
  const description = z.globalRegistry.get(schema)?.description;
  return description ?? (schema instanceof z.ZodOptional ? descriptionOf(schema.unwrap()) : "");
}

function keysBelow(schema: z.core.$ZodType, prefix: string, depth: number): readonly DocumentedKey[] {
  if (schema instanceof z.ZodOptional) return keysBelow(schema.unwrap(), prefix, depth);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysBelow(option, prefix, depth));
  if (schema instanceof z.ZodArray) return keysBelow(schema.element, prefix, depth);
  if (schema instanceof z.ZodRecord) return keysBelow(schema.valueType, `${prefix}NAME.`, depth);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, inner]) => [
    documented(`${prefix}${key}`, inner, depth),
    ...keysBelow(inner, `${prefix}${key}.`, depth + 1),
  ]);
}

/** In the words of YAML. */
function typeOf(schema: z.core.$ZodType): string {
  return kindsOf(schema).join(" or ");
}

function kindsOf(schema: z.core.$ZodType): readonly string[] {
  if (schema instanceof z.ZodOptional) return kindsOf(schema.unwrap());
  if (schema instanceof z.ZodUnion) return [...new Set(schema.options.flatMap(kindsOf))];
  if (schema instanceof z.ZodArray) return [`list of ${severalOf(schema.element)}`];
  if (schema instanceof z.ZodRecord) return [`${severalOf(schema.valueType)} by name`];
  if (schema instanceof z.ZodObject) return ["map"];
  if (schema instanceof z.ZodBoolean) return ["true", "false"];
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String);
  if (schema instanceof z.ZodNumber) return [`number from ${schema.minValue} to ${schema.maxValue}`];
  return ["text"];
}

function severalOf(schema: z.core.$ZodType): string {
  return kindsOf(schema)
    .map((kind) => (["text", "map"].includes(kind) ? `${kind}s` : kind))
    .join(" or ");
}
