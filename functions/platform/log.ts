import type { Log } from "@palisade/engine/log";

/**
 * One JSON object a line, in the shape of Lambda's JSON log format. Straight to stdout: Lambda's console would wrap the object, and
 * CloudWatch reads embedded metrics only at the top.
 */
export const log: Log = (level, message, fields = {}) => {
  process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...fields })}\n`);
};
