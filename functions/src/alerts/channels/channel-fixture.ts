/** Every text of a message, but for those under the names that are left out. */
export function textsOf(value: unknown, leaveOut: readonly string[] = []): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (leaveOut.includes(name) ? [] : textsOf(inner, leaveOut)));
}

/**
 * What no text of a channel for people may hold: invisible characters, turned directions, half characters, links. All texts at once: an
 * expectation for each takes longer than the rest of a property.
 */
export function expectPlain(texts: readonly string[]): void {
  const all = texts.join("\n");
  expect(all).not.toMatch(
    /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}|:\/\/|\b(mailto|javascript):|www\.evil|evil\.example/u,
  );
}

/** A runbook's folder for tests. */
export const RUNBOOKS = { runbookBase: "https://docs.example.com/runbooks" };
