export type LogLevel = "INFO" | "WARN" | "ERROR";

export type LogFields = Readonly<Record<string, unknown>>;

export type Log = (level: LogLevel, message: string, fields?: LogFields) => void;

/** An error without its text, which may quote an event: the system's code, else the name. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z_]+$/.test(code) ? code : error.name;
}
