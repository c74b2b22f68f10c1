import { parseCidr } from "@palisade/engine/perimeter/cidr";
import * as z from "zod";
import { say } from "./schema-builders";

export const network = z.string({
  error: say({
    what: "not an IP address or network",
    expected: "a public network such as 203.0.113.0/24",
    fix: "write all four parts of the address, in quotes",
  }),
});

/** The network in its canonical form; or none, and what is wrong is reported, with `got` for the value as written. */
export function resolveCidr(entry: string, got: string, report: (text: string) => void): readonly string[] {
  const result = parseCidr(entry);
  if ("cidr" in result) return [result.cidr];
  // Some problems say themselves what was expected.
  const [what = "", expected = "a public IPv4 or IPv6 network"] = result.problem.split(", expected ");
  report(`${what}, got ${got}, expected ${expected}, fix: ${result.fix}`);
  return [];
}
