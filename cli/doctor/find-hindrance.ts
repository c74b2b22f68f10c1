import { deployCommand } from "../lib/command-name";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { DEPLOY_ALERTING, DEPLOY_PERIMETER } from "./deploy-commands";
import type { ReportedLine } from "./doctor-report";
import { isDeployed } from "./is-deployed";
import { fail, type Surroundings } from "./probe";
import { identity, lookAtAccount } from "./probes/identity";

export interface HinderedDiagnosis {
  readonly kind: "hindered";
  readonly line: ReportedLine;
  readonly status: ExitStatus;
}

/** What makes every other look vain: no credentials, those of another account, or nothing deployed yet. */
export async function findHindrance(surroundings: Surroundings): Promise<HinderedDiagnosis | undefined> {
  const account = await lookAtAccount(surroundings);
  if (account.status !== "pass") {
    const status = account.status === "fail" ? EXIT.usage : EXIT.partly;
    return { kind: "hindered", line: { probe: identity.id, ...account }, status };
  }
  if (await isDeployed(surroundings)) return undefined;
  const { project, account: id, regions, state } = surroundings.config;
  const first = state === undefined ? "" : `${deployCommand("state")}, unless its bucket is there, then `;
  const line = fail(
    `project ${project}`,
    `nothing of it is deployed in account ${id}, ${regions.join(", ")}`,
    `${first}${DEPLOY_PERIMETER}, then ${DEPLOY_ALERTING}; or correct project, region and names in the configuration`,
  );
  return { kind: "hindered", line: { probe: "deployment", ...line }, status: EXIT.gate };
}
