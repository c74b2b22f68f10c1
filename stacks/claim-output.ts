import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ConfigError } from "../config/yaml/config-error";

/** Whose stacks a folder holds. */
export interface OutputOwner {
  readonly project: string;
  readonly account: string;
  /** The configuration that they were made of. */
  readonly file: string;
}

/** What is known of the last one who wrote: of an older Palisade no more than the stacks themselves show. */
type LastOwner = Partial<OutputOwner>;

const MARKER = "palisade.json";

/**
 * Takes a folder of synthesized stacks for one project and account, and notes whose it is. Terraform keeps in it which state it uses, and would
 * ask for a migration, or plan with the wrong state, where another's stacks lie. Throws a ConfigError where the folder is another's; it may
 * become another's only while Terraform has not been in it, by an edit of the same file.
 */
export function claimOutput(folder: string, owner: OutputOwner): void {
  const last = lastOwner(folder);
  if (last !== undefined && isAnother(last, owner) && !mayChange(folder, last, owner)) {
    throw new ConfigError([takenText(folder, last, owner)]);
  }
  const marker = { project: owner.project, account: owner.account, file: path.relative(folder, owner.file) };
  writeFileSync(path.join(folder, MARKER), `${JSON.stringify(marker, null, 2)}\n`);
}

function isAnother(last: LastOwner, { project, account }: OutputOwner): boolean {
  return (last.project ?? project) !== project || (last.account ?? account) !== account;
}

function mayChange(folder: string, last: LastOwner, { file }: OutputOwner): boolean {
  const isSameFile = last.file === undefined || path.resolve(last.file) === path.resolve(file);
  return isSameFile && !isInitialised(folder);
}

function isInitialised(folder: string): boolean {
  const stacks = path.join(folder, "stacks");
  return existsSync(stacks) && readdirSync(stacks).some((stack) => existsSync(path.join(stacks, stack, ".terraform")));
}

function lastOwner(folder: string): LastOwner | undefined {
  const marker = readJson(path.join(folder, MARKER));
  if (marker === undefined) return ownerOfStack(readJson(path.join(folder, "stacks", "perimeter", "cdk.tf.json")));
  const file = textAt(marker, "file");
  return {
    ...ownerOf(textAt(marker, "project"), textAt(marker, "account")),
    ...(file !== undefined && { file: path.join(folder, file) }),
  };
}

/** The account is in the provider, and in the name of a local state file the project too. */
function ownerOfStack(stack: unknown): LastOwner | undefined {
  if (stack === undefined) return undefined;
  const local = textAt(stack, "terraform", "backend", "local", "path") ?? "";
  const [, project, account] = /([^/\\]+)-(\d{12})-perimeter\.tfstate$/.exec(local) ?? [];
  return ownerOf(project, account ?? textAt(stack, "provider", "aws", 0, "allowed_account_ids", 0));
}

function ownerOf(project: string | undefined, account: string | undefined): LastOwner {
  return { ...(project !== undefined && { project }), ...(account !== undefined && { account }) };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Without it, or half written, it says nothing of anyone.
    return undefined;
  }
}

function textAt(value: unknown, ...keys: readonly (string | number)[]): string | undefined {
  const found = keys.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
  return typeof found === "string" ? found : undefined;
}

/** The folder that is proposed lies beside this one: local state files are looked for relative to it. */
function takenText(folder: string, last: LastOwner, { project, account, file }: OutputOwner): string {
  const other = path.join(path.dirname(folder), `cdktf.out.${project}-${account}`);
  const config = path.relative(process.cwd(), file);
  const named = [last.project && `project ${last.project}`, last.account && `account ${last.account}`].filter(Boolean);
  return [
    `${folder}: holds the stacks of ${named.join(" of ")}`,
    `got project ${project} of account ${account}`,
    "expected a folder for each, since Terraform keeps in it which state it uses",
    `fix: PALISADE_CONFIG=${config} npx cdktf synth --output ${other}, and --output ${other} with deploy and destroy too, or CDKTF_OUTPUT=${other} for all of them (CDKTF_OUTDIR for npm start); if you renamed the project, destroy the old one first`,
  ].join(", ");
}
