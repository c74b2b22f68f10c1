import { mergeCidr } from "cidr-tools";

/** The fewest networks that cover exactly the same addresses: contained ones dropped, neighbours merged, IPv4 before IPv6. */
export function aggregateCidrs(cidrs: readonly string[]): readonly string[] {
  // cidr-tools repairs bad input silently, so only what parseCidr made may come here.
  const merged = mergeCidr([...cidrs]);
  return [...merged.filter((cidr) => !cidr.includes(":")), ...merged.filter((cidr) => cidr.includes(":"))];
}
