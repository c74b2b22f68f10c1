import { UsageError } from "../lib/usage-error";

/** SQL that cannot run, or must not. */
export class QueryError extends UsageError {}
