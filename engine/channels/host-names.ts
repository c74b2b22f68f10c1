/** Whether a host is one of these domains, or below one. */
export function isBelow(host: string, domains: readonly string[]): boolean {
  const name = `.${host.toLowerCase().replace(/\.$/, "")}`;
  return domains.some((domain) => name.endsWith(`.${domain}`));
}
