/** How AWS clients call: the queue is the long retry, and a call that hangs must leave time to report the batch's failures. */
export const FAIL_FAST = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
} as const;
