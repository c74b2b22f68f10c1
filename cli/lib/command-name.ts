import { existsSync } from "node:fs";
import { join, relative } from "node:path";

/** The command is three ways at hand: from a clone of the repository, installed, or fetched by npx for one run. */
export interface CommandPlace {
  /** The folder of the clone; absent where the npm package runs. */
  readonly clone?: string;
  /** The working directory, to which hints are relative. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Two folders up in the sources as in the bundle that a clone makes; the npm package brings no sources. */
function cloneHere(): string | undefined {
  const root = join(__dirname, "../..");
  return existsSync(join(root, "cli/main.ts")) ? root : undefined;
}

/** Where this process runs from. */
export function commandPlace(): CommandPlace {
  const clone = cloneHere();
  return { ...(clone !== undefined && { clone }), folder: process.cwd(), environment: process.env };
}

/**
 * What to type for this command, as in `fix: npx palisade dlq list`. No one is told `npx palisade` outside of a clone: there npx fetches
 * another project's package of that name.
 */
export function commandName({ clone, folder, environment }: CommandPlace = commandPlace()): string {
  if (clone === undefined) return environment["npm_command"] === "exec" ? "npx s3-palisade" : "palisade";
  return isWithin(clone, folder) ? "npx palisade" : `node ${relative(folder, join(clone, "cli/bin/palisade.mjs"))}`;
}

/** Whether commands of the clone, such as cdktf, run where this process does. */
export function isInClone({ clone, folder }: Pick<CommandPlace, "clone" | "folder"> = commandPlace()): boolean {
  return clone !== undefined && isWithin(clone, folder);
}

function isWithin(clone: string, folder: string): boolean {
  return !relative(clone, folder).startsWith("..");
}

/** What to type to deploy a stack, which only a clone can. */
export function deployCommand(stack: string, place: CommandPlace = commandPlace()): string {
  const command = `npx cdktf deploy ${stack}`;
  return isInClone(place) ? command : `${command} in your clone of Palisade`;
}
