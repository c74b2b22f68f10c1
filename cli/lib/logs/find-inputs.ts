import { type Unfound, walkFiles } from "./walk-files";

/** One file to read, or standard input. */
export interface Input {
  /** As it is shown to people; `-` is standard input. */
  readonly path: string;
  /** As stored; zero where no one can say, as for a pipe. */
  readonly bytes: number;
}

export interface FoundInputs {
  readonly inputs: readonly Input[];
  readonly unreadable: readonly Unfound[];
}

export const STDIN_PATH = "-";

const IN_S3 = "an object in S3, fix: aws s3 cp it to here, or palisade hunt, which reads it there";

/** What is read for paths: standard input for `-`, and every file behind the others. */
export async function findInputs(paths: readonly string[]): Promise<FoundInputs> {
  const inS3 = paths.filter((path) => /^s3:\/\//i.test(path));
  const local = paths.filter((path) => path !== STDIN_PATH && !inS3.includes(path));
  const { files, unfound, missing } = await walkFiles(local);
  return {
    inputs: [
      ...(paths.includes(STDIN_PATH) ? [{ path: STDIN_PATH, bytes: 0 }] : []),
      ...files.map(({ path, found }) => ({ path, bytes: found.size })),
    ],
    unreadable: [...inS3.map((path) => ({ path, reason: IN_S3 })), ...missing, ...unfound],
  };
}
