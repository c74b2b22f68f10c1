/** Reads a handler's environment variables by their names; throws for one that is missing, so that the first start fails and not the first alert. */
export function readEnvironment<Key extends string>(
  names: Readonly<Record<Key, string>>,
): Readonly<Record<Key, string>> {
  const entries = Object.entries<string>(names).map(([key, name]) => {
    const value = process.env[name];
    if (!value) throw new Error(`environment variable ${name} is missing or empty, fix: set it on the function`);
    return [key, value];
  });
  return Object.fromEntries(entries);
}
