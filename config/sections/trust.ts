import path from "node:path";
import { checkPrincipalPattern } from "@palisade/engine/perimeter/principal-pattern";
import * as z from "zod";
import { accountId } from "../fields/account-id";
import { keyed, list, say, text } from "../fields/schema-builders";
import { parseAccounts } from "../yaml/accounts-file";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";
import { readTextFile } from "../yaml/read-text-file";
import { type DraftOf, defineSection, type SectionContext } from "./section";

const trust = keyed({
  accounts: list(accountId, "account ids")
    .optional()
    .describe("Accounts besides your own that detections treat as yours, 12 digits in quotes."),
  accountsFile: text(/\S/, {
    what: "not a file name",
    expected: "a file such as accounts.json",
    fix: "name a file with one account id per line, or the output of aws organizations list-accounts",
  })
    .optional()
    .describe(
      "File of more such accounts: one id per line, # begins a comment; or the JSON that `aws organizations list-accounts` prints. Relative to this file.",
    ),
  deployers: list(
    z.string({
      error: say({
        what: "not a principal",
        expected: "an ARN such as arn:aws:iam::111122223333:role/deployer",
        fix: "write the ARN of a role or user",
      }),
    }),
    "ARNs",
  )
    .optional()
    .describe(
      "ARNs, with * and ?, of the principals that deploy Palisade, so that a deployment is not reported as tampering. Default: none; principals that a perimeter exempts do not count.",
    ),
});

const keys = {
  trust: trust.optional().describe("Accounts and principals that detections treat as yours. Grants no access."),
};

/** Accounts and principals that detections treat as ours. Grants no access. */
export interface TrustConfig {
  /** Account ids besides the own one, those of the accounts' file included; each once. */
  readonly accounts: readonly string[];
  /** ARN patterns, with `*` and `?`, of those that deploy Palisade; the perimeters' exempt principals are not among them unless named. */
  readonly deployers: readonly string[];
}

export interface TrustPart {
  readonly trust: TrustConfig;
}

export const trustSection = defineSection({
  keys,
  example: `
trust: # accounts and roles that detections treat as yours; grants no access
  accounts: ["222233334444"]
  accountsFile: accounts.json # as \`aws organizations list-accounts\` prints them, or one id per line
  deployers: ["arn:aws:iam::111122223333:role/deployer"] # may change what Palisade deploys; default: none
`,
  affects: "the detector and the hunting stack",
  guide: "guides/tuning.md",
  resolve: resolveTrust,
});

/** Reads the file of accounts and checks the deployers. */
function resolveTrust({ trust }: DraftOf<typeof keys>, around: SectionContext, faults: Faults): TrustPart {
  const { accounts = [], accountsFile, deployers = [] } = trust ?? {};
  const listed = accounts.filter((account) => account !== undefined);
  const read = accountsFile === undefined ? [] : readAccounts(accountsFile, around.folder, faults);
  for (const { value, index } of present(deployers)) checkDeployer(value, index, around, faults);
  return {
    trust: {
      accounts: [...new Set([...listed, ...read])].filter((account) => account !== around.account),
      deployers: [...new Set(deployers.filter((deployer) => deployer !== undefined))],
    },
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
function checkDeployer(deployer: string, index: number, { partition }: SectionContext, faults: Faults): void {
  const wrong = /^[*?]+$/.test(deployer)
    ? { problem: "makes every principal a deployer", fix: "write the ARN of the role that deploys" }
    : checkPrincipalPattern(deployer, partition);
  if (!wrong) return;
  const text = `${wrong.problem}, got {got}, expected the ARN of one principal, fix: ${wrong.fix}`;
  faults.add(["trust", "deployers", index], text);
}
