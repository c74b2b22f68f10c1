import { parseAddress } from "../perimeter/address";
import { parseCidr } from "../perimeter/cidr";
import type { HuntParameter, ParameterType } from "./define-hunt";

/** What a user wrote, read once: a list for the types that are lists. */
export type ParameterValue = string | number | readonly string[];

export type ParameterResult = { readonly value: ParameterValue } | { readonly problem: string };

type Read = (text: string) => ParameterResult;

/** Athena takes no longer value. */
const LONGEST = 1000;

const READ: Readonly<Record<ParameterType, Read>> = {
  text: (text) => (text.length <= LONGEST ? { value: text } : { problem: `longer than ${LONGEST} characters` }),
  arn: fitting(
    /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(?:\d{12}|aws|cloudfront)?:.{1,900}$/,
    "an ARN such as arn:aws:iam::111122223333:role/reporting",
  ),
  bucket: fitting(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "a bucket's name"),
  // As IAM makes them, and says of their length: no shorter one was ever used, and asking for it finds nothing.
  "access-key": fitting(
    /^A[A-Z]{3}[A-Z0-9]{12,124}$/,
    "an access key's id, which begins with AKIA or ASIA, in capital letters and digits, 16 at least",
  ),
  address: (text) =>
    parseAddress(text) === undefined ? { problem: "no IPv4 or IPv6 address, such as 198.51.100.7" } : { value: text },
  day: readDay,
  number: (text) =>
    /^[1-9]\d{0,8}$/.test(text) ? { value: Number(text) } : { problem: "expected a whole number from 1 to 999999999" },
  accounts: listOf(fitting(/^\d{12}$/, "accounts of 12 digits with commas between them")),
  buckets: listOf(fitting(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "names of buckets with commas between them")),
  networks: listOf((text) => {
    const result = parseCidr(text);
    return "cidr" in result ? { value: result.cidr } : { problem: `${result.problem}, fix: ${result.fix}` };
  }),
};

/** Reads what a user wrote for a parameter; an empty text is only right where that is the default. */
export function readParameter({ type, default: usual }: HuntParameter, text: string): ParameterResult {
  return text === "" && usual === "" ? { value: "" } : READ[type](text);
}

function fitting(shape: RegExp, expected: string): Read {
  return (text) => (shape.test(text) ? { value: text } : { problem: `expected ${expected}` });
}

function listOf(read: Read): Read {
  return (text) => {
    const results = text.split(",").map((one) => read(one.trim()));
    const wrong = results.find((result) => "problem" in result);
    return wrong ?? { value: results.flatMap((result) => ("value" in result ? String(result.value) : [])) };
  };
}

/** `2026-03-01` as the partition column writes it, `2026/03/01`. */
function readDay(text: string): ParameterResult {
  const problem = { problem: "expected a day such as 2026-03-01" };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return problem;
  const date = new Date(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return isDay ? { value: text.replaceAll("-", "/") } : problem;
}
