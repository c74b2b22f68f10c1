import path from "node:path";
import { checkPrincipalPattern } from "@palisade/engine/perimeter/principal-pattern";
import type { TrustConfig } from "../config";
import { parseAccounts } from "../yaml/accounts-file";
import type { Faults } from "../yaml/faults";
import { readTextFile } from "../yaml/read-text-file";
import type { Draft } from "../yaml/shape";
import { present, type Surroundings } from "./resolve-allow";
import type { PalisadeFile } from "./schema";

/** Reads the file of accounts and checks the deployers. */
export function resolveTrust({ trust }: Draft<PalisadeFile>, around: Surroundings, faults: Faults): TrustConfig {
  const { accounts = [], accountsFile, deployers = [] } = trust ?? {};
  const listed = accounts.filter((account) => account !== undefined);
  const read = accountsFile === undefined ? [] : readAccounts(accountsFile, around.folder, faults);
  for (const { value, index } of present(deployers)) checkDeployer(value, index, around, faults);
  return {
    accounts: [...new Set([...listed, ...read])].filter((account) => account !== around.account),
    deployers: [...new Set(deployers.filter((deployer) => deployer !== undefined))],
  };
}

function readAccounts(name: string, folder: string, faults: Faults): readonly string[] {
  const at = ["trust", "accountsFile"];
  try {
    const { accounts, faults: wrong } = parseAccounts(readTextFile(path.resolve(folder, name)));
    for (const { text, ...position } of wrong) faults.addInFile(path.join(folder, name), position, at, text);
    return accounts;
  } catch (error) {
    faults.add(
      at,
      `${(error as Error).message}, got {got}, expected a text file, fix: correct the path, which is relative to this file`,
    );
    return [];
  }
}

/** Compared with what IAM calls `aws:PrincipalArn`, as exempt principals are, so the same may stand here. */
function checkDeployer(deployer: string, index: number, { partition }: Surroundings, faults: Faults): void {
  const wrong = /^[*?]+$/.test(deployer)
    ? { problem: "makes everybody a deployer", fix: "write the ARN of the role that deploys" }
    : checkPrincipalPattern(deployer, partition);
  if (!wrong) return;
  const text = `${wrong.problem}, got {got}, expected the ARN of one principal, fix: ${wrong.fix}`;
  faults.add(["trust", "deployers", index], text);
}
