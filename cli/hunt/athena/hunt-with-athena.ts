import { AthenaClient } from "@aws-sdk/client-athena";
import { toTrino } from "@palisade/engine/hunts/sql/dialect";
import type { PalisadeConfig } from "../../../config/config";
import { Interrupted } from "../../lib/interruption";
import { printLine, type Terminal } from "../../lib/terminal";
import { UsageError } from "../../lib/usage-error";
import { askedPartitions, costBefore } from "./asked-partitions";
import { AthenaError } from "./athena-error";
import { createProgressLine } from "./progress-line";
import { type AthenaAnswer, type AthenaQuery, runAthenaQuery } from "./run-query";
import { gigabytes, money } from "./scan-cost";

export interface AthenaHunt {
  readonly config: PalisadeConfig;
  /** In the hunts' own SQL, with `?` for parameters. */
  readonly query: AthenaQuery;
  /** A query that was started before, whose answer is wanted instead of a new one's. */
  readonly queryId?: string | undefined;
  readonly terminal: Pick<Terminal, "stderr" | "env">;
  /** Stops the query in Athena. */
  readonly signal?: AbortSignal;
}

/** What one request may take. */
const PATIENCE = { connectionTimeout: 5000, requestTimeout: 30_000, throwOnRequestTimeout: true } as const;

/**
 * Asks Athena in the workgroup of the configuration, saying on standard error what that may cost, how it goes and what it did cost.
 * Throws an AthenaError where there is no whole answer, and an Interrupted where it was stopped.
 */
export async function huntWithAthena({ config, query, queryId, terminal, signal }: AthenaHunt): Promise<AthenaAnswer> {
  const { hunting, names, region } = config;
  if (hunting === undefined) {
    throw new UsageError(
      "--engine athena: no hunting in the configuration, expected the tables that Athena searches, fix: write hunting: true and deploy the stack hunting, see docs/guides/hunting.md",
    );
  }
  const { stderr } = terminal;
  const sql = toTrino(query.sql);
  const asked = askedPartitions(sql, config, Date.now());
  if (queryId === undefined) printLine(stderr, costBefore(asked, hunting.bytesPerQuery));
  const progress = createProgressLine(terminal);
  const client = new AthenaClient({ region, maxAttempts: 6, requestHandler: PATIENCE });
  try {
    const answer = await runAthenaQuery(
      { ...query, sql },
      {
        client,
        region,
        workgroup: names.huntingWorkgroup,
        database: names.huntingDatabase,
        bytesPerQuery: hunting.bytesPerQuery,
        queryId,
        signal,
        onProgress: progress.show,
      },
    );
    progress.end();
    printLine(stderr, costAfter(answer));
    return answer;
  } catch (error) {
    if (error instanceof AthenaError && error.trouble === "stopped") throw new Interrupted(error.message);
    throw error;
  } finally {
    progress.end();
    client.destroy();
  }
}

function costAfter({ queryId, scannedBytes, milliseconds, dollars }: AthenaAnswer): string {
  return `read ${gigabytes(scannedBytes)} in ${(milliseconds / 1000).toFixed(1)} s for ${money(dollars)}; query ${queryId}`;
}
