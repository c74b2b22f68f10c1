/** How AWS spells "you may not" in CloudTrail; the spelling depends on the service and its age. */
export const DENIED_ERROR_CODES = [
  "AccessDenied",
  "AccessDeniedException",
  "Client.AccessDenied",
  "Client.UnauthorizedOperation",
  "UnauthorizedOperation",
  // A VPC endpoint's policy refused; only in network activity events.
  "VpceAccessDenied",
] as const;

const CODES: ReadonlySet<string> = new Set(DENIED_ERROR_CODES);

export function isDenied(errorCode: string | undefined): boolean {
  return errorCode !== undefined && CODES.has(errorCode);
}
