import { parseCidrLines } from "./cidr-file";
import { quoted } from "./quoted";

/** Something in a file of accounts that is no account id; line and column from 1. */
export interface AccountFault {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export interface AccountsFile {
  readonly accounts: readonly string[];
  readonly faults: readonly AccountFault[];
}

const ACCOUNT = /^\d{12}$/;
const FIX = "fix: write one account id per line, or save what aws organizations list-accounts prints";

/** Reads one account id per line, `#` begins a comment; or the JSON that `aws organizations list-accounts` prints. */
export function parseAccounts(text: string): AccountsFile {
  const accounts = /^\s*[{[]/.test(text) ? parseJson(text) : parseLines(text);
  if (accounts.faults.length > 0 || accounts.accounts.length > 0) return accounts;
  return refuse(`no account in it, expected at least one, ${FIX}`);
}

function parseLines(text: string): AccountsFile {
  // What begins a comment and ends a line is the same as in a file of networks.
  const lines = parseCidrLines(text);
  const faults = lines
    .filter((line) => !ACCOUNT.test(line.text))
    .map(({ text: got, line, column }) => ({
      line,
      column,
      text: `not an account id, got ${quoted(got)}, expected 12 digits, ${FIX}`,
    }));
  return { accounts: lines.map((line) => line.text), faults };
}

function parseJson(text: string): AccountsFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`not JSON: ${(error as Error).message}, expected a list of accounts, ${FIX}`);
  }
  const page = (Array.isArray(value) ? { Accounts: value } : value) as {
    readonly Accounts?: unknown;
    readonly NextToken?: unknown;
  };
  if (!Array.isArray(page.Accounts)) return refuse(`no list of Accounts, expected one, ${FIX}`);
  // The accounts of the pages that are missing would be taken for strangers.
  if (page.NextToken)
    return refuse("only the first page, got a NextToken, expected all accounts, fix: leave --max-items out");
  const ids = page.Accounts.map(idOf);
  const wrong = ids.findIndex((id) => !ACCOUNT.test(id));
  if (wrong < 0) return { accounts: ids, faults: [] };
  return refuse(`account ${wrong + 1} has no id, got ${quoted(ids[wrong] ?? "")}, expected 12 digits, ${FIX}`);
}

function idOf(account: unknown): string {
  if (typeof account === "string") return account;
  const id = typeof account === "object" && account !== null ? Reflect.get(account, "Id") : undefined;
  return typeof id === "string" ? id : "";
}

function refuse(text: string): AccountsFile {
  return { accounts: [], faults: [{ line: 1, column: 1, text }] };
}
