type Attributes = Readonly<Record<string, readonly string[]>>;

/** Whether a subscription's filter policy lets a message through, as far as the stacks write such policies. */
export function passesFilter(policy: object, attributes: Attributes): boolean {
  return Object.entries(policy).every(([name, conditions]) => {
    if (name === "$or") return (conditions as readonly object[]).some((one) => passesFilter(one, attributes));
    const values = attributes[name];
    return (conditions as readonly unknown[]).some((condition) => meets(condition, values));
  });
}

function meets(condition: unknown, values: readonly string[] | undefined): boolean {
  if (typeof condition === "string") return values?.includes(condition) ?? false;
  const rule = condition as { readonly "anything-but"?: readonly string[]; readonly exists?: boolean };
  if (rule.exists !== undefined) return (values !== undefined) === rule.exists;
  const excluded = rule["anything-but"];
  if (excluded) return values?.some((value) => !excluded.includes(value)) ?? false;
  throw new Error(`a filter that no test knows: ${JSON.stringify(condition)}`);
}
