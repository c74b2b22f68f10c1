export type LogLevel = "INFO" | "WARN" | "ERROR";

export type LogFields = Readonly<Record<string, unknown>>;

export type Log = (level: LogLevel, message: string, fields?: LogFields) => void;

/**
 * One JSON object a line, in the shape of Lambda's JSON log format. Straight to stdout: Lambda's console would wrap the object, and
 * CloudWatch reads embedded metrics only at the top.
 */
export const log: Log = (level, message, fields = {}) => {
  process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...fields })}\n`);
};

/** An error without its text, which may quote an event: the system's code, else the name. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z_]+$/.test(code) ? code : error.name;
}
