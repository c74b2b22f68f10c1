import { type BucketPolicy, bucketPolicy, MAX_POLICY_BYTES } from "@palisade/engine/perimeter/bucket-policy";
import { perimeterInWords } from "@palisade/engine/perimeter/perimeter-in-words";
import type { Command } from "commander";
import type { PalisadeConfig } from "../../config/config";
import { configPath } from "../../config/config-path";
import { bucketPolicyOf } from "../../config/derived/bucket-policy-of";
import type { ProtectedBucket } from "../../config/sections/perimeter-buckets";
import type { PerimeterConfig } from "../../config/sections/perimeters";
import { counted } from "../lib/counted";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { printProse } from "../lib/layout/print-prose";
import { readConfig } from "../lib/read-config";
import { printLine, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";

const EXAMPLES = `
Examples:
  palisade policy my-bucket
  palisade policy --config examples/ip-blocker/palisade.yaml threatlab-sensitive-data
  palisade policy --json my-bucket > policy.json
`;

interface PolicyFlags {
  readonly config?: string;
  readonly json?: boolean;
}

export function addPolicy(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  program
    .command("policy")
    .summary("print a bucket's policy, its size, and who gets in")
    .description("Prints the policy that Palisade gives a bucket, its size, and in plain words who gets in.")
    .argument("<bucket>", "name of a bucket in palisade.yaml")
    .option("-c, --config <file>", "configuration to use instead of palisade.yaml or $PALISADE_CONFIG")
    .option("--json", "only the policy, byte for byte as it is sent to S3")
    .addHelpText("after", EXAMPLES)
    .action((bucket: string, flags: PolicyFlags) => {
      const config = readConfig(configPath(flags.config, terminal.env), terminal);
      runPolicy(bucket, config, flags.json === true, terminal);
      exit(EXIT.done);
    });
}

function runPolicy(name: string, config: PalisadeConfig, onlyJson: boolean, terminal: Terminal): void {
  const { stdout } = terminal;
  const found = findBucket(name, config);
  const policy = bucketPolicyOf(config.partition, found.perimeterConfig, found.bucket);
  if (onlyJson) {
    if (!policy) throw new UsageError(`Palisade writes no policy on ${name}: ${whyNone(found)}`);
    stdout.write(policy.json);
    return;
  }
  if (policy) for (const line of policyLines(policy)) printLine(stdout, line);
  else printProse(terminal, [`Palisade writes no policy on ${name}: ${whyNone(found)}.`]);
  printLine(stdout, "");
  printProse(terminal, perimeterInWords(found.perimeterConfig.perimeter));
  const { existingPolicy } = found.bucket;
  if (existingPolicy.kind === "statements") {
    printLine(stdout, `Kept from ${existingPolicy.file}: ${counted(existingPolicy.statements.length, "statement")}.`);
  }
  if (found.perimeterConfig.perimeter.mode === "observe") {
    for (const line of enforcedLines(found, config.partition)) printLine(stdout, line);
  }
}

interface FoundBucket {
  readonly bucket: ProtectedBucket;
  readonly perimeterConfig: PerimeterConfig;
}

function findBucket(name: string, { perimeters }: PalisadeConfig): FoundBucket {
  for (const perimeterConfig of perimeters) {
    const bucket = perimeterConfig.buckets.find((candidate) => candidate.name === name);
    if (bucket) return { bucket, perimeterConfig };
  }
  const names = perimeters.flatMap(({ buckets }) => buckets.map((bucket) => bucket.name));
  throw new UsageError(`bucket: got ${JSON.stringify(name)}, expected one of ${names.join(", ")}`);
}

function whyNone({ bucket }: FoundBucket): string {
  return bucket.existingPolicy.kind === "unknown"
    ? "the perimeter only observes, and no one said which statements the bucket has already (existingPolicy)"
    : "the perimeter only observes, and there is nothing else to write";
}

/** What the step from observing to enforcing would add, so that it can be read before it is taken. */
function enforcedLines({ bucket, perimeterConfig }: FoundBucket, partition: string): readonly string[] {
  const { perimeter, sid } = perimeterConfig;
  try {
    const policy = bucketPolicy({ bucket: bucket.name, partition, sid, perimeter: { ...perimeter, mode: "enforce" } });
    return policy ? ["", "With mode: enforce the policy would hold this Deny, too:", "", ...policyLines(policy)] : [];
  } catch (error) {
    return ["", `With mode: enforce this would be refused: ${(error as Error).message}`];
  }
}

function policyLines({ document, bytes }: BucketPolicy): readonly string[] {
  const size = `${bytes.toLocaleString("en-US")} of ${MAX_POLICY_BYTES.toLocaleString("en-US")} bytes`;
  return [JSON.stringify(document, null, 2), "", `Size: ${size}, as it is sent to S3 without spaces.`];
}
