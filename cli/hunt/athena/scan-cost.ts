import { PRICES } from "../../cost/prices";

const MB = 1024 ** 2;
const GB = 1024 ** 3;
const TB = 1024 ** 4;

/** A query that reads less is charged for as much. */
const LEAST_BYTES = 10 * MB;

/** Dollars for what a query reads, at the list price; S3's requests come on top. */
export function scanCost(bytes: number): number {
  const { dollars, per } = PRICES.list.athenaScan;
  const charged = bytes === 0 ? 0 : Math.max(Math.ceil(bytes / MB) * MB, LEAST_BYTES);
  return (charged / TB / per) * dollars;
}

/** `$0.06`; less than a cent is said so, not rounded to nothing. */
export function money(dollars: number): string {
  if (dollars > 0 && dollars < 0.01) return "less than $0.01";
  return `$${dollars.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** `1.2 GB`, in the unit in which it has one to three digits before the point. */
export function gigabytes(bytes: number): string {
  const units: readonly (readonly [number, string])[] = [
    [TB, "TB"],
    [GB, "GB"],
    [MB, "MB"],
    [1024, "kB"],
  ];
  const [unit, name] = units.find(([size]) => bytes >= size) ?? [1, "bytes"];
  return `${(bytes / unit).toLocaleString("en-US", { maximumFractionDigits: 1 })} ${name}`;
}
