import { isFields } from "../fields";

/** Findings nest to about ten; what lies deeper is left out rather than followed to a stack overflow. */
const DEEPEST = 24;

/** The services' APIs write `ResourceType` where their events have `resourceType`: the same with the first letter of every name lowered. */
export function inCamelCase(value: unknown, depth = DEEPEST): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return undefined;
  if (Array.isArray(value)) return value.map((element) => inCamelCase(element, depth - 1));
  if (!isFields(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [lowered(name), inCamelCase(one, depth - 1)]));
}

function lowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
