import path from "node:path";
import type { ExistingStatement } from "@palisade/engine/perimeter/bucket-policy";
import * as z from "zod";
import { bucketName } from "../fields/bucket-name";
import { region } from "../fields/region";
import { flag, keyed, say, text } from "../fields/schema-builders";
import type { Faults } from "../yaml/faults";
import { parsePolicy } from "../yaml/policy-file";
import { readTextFile } from "../yaml/read-text-file";
import type { Draft } from "../yaml/shape";
import type { YamlPath } from "../yaml/yaml-source";
import type { SectionContext } from "./section";

export const policyFile = text(/\S/, {
  what: "not a file name",
  expected: "a file such as policies/{bucket}.json, or none",
  fix: "name the file that holds the policy, or write none if the bucket has no policy",
});

const bucketKeys = keyed({
  name: bucketName.describe("Name of the bucket."),
  region: region.optional().describe("Region of the bucket. Default: the home region."),
  create: flag("Whether Palisade creates the bucket, hardened. Default: false, the bucket exists already."),
  existingPolicy: policyFile.optional().describe("As the perimeter's existingPolicy, for this bucket only."),
});

export const bucket = z.union([bucketName, bucketKeys], {
  error: say({
    what: "not a bucket",
    expected: "a bucket's name, or {name: my-bucket, region: us-east-1}",
    fix: "write the name, in quotes if it has only digits",
  }),
});

export type BucketKeys = Draft<z.output<typeof bucketKeys>>;

/** What a perimeter says of all its buckets. */
interface OfPerimeter {
  readonly mode?: "observe" | "enforce" | undefined;
  readonly existingPolicy?: string | undefined;
  readonly tls?: 1.2 | 1.3 | false | undefined;
  readonly publicAccessBlock?: boolean | undefined;
}

export interface ProtectedBucket {
  readonly name: string;
  readonly region: string;
  /** True when Palisade creates the bucket; false when it exists already. */
  readonly create: boolean;
  readonly existingPolicy: ExistingPolicy;
  /** Whether TLS statements are written. Always false where `existingPolicy` is `unknown`, because then no policy may be written. */
  readonly tls: TlsVersion | false;
  /** Whether Palisade manages the bucket's public access block, with all four switches on. */
  readonly publicAccessBlock: boolean;
}

/** Oldest TLS version that a bucket still accepts. */
export type TlsVersion = "1.2" | "1.3";

/** What the bucket's policy holds besides ours. A bucket has one policy, and Terraform replaces it whole. */
export type ExistingPolicy =
  /** Statements to keep, and their policy's `Id`, from the file named (relative to the working directory). */
  | {
      readonly kind: "statements";
      readonly file: string;
      /** The policy's `Id`, where it has one. */
      readonly id?: string;
      readonly statements: readonly ExistingStatement[];
    }
  /** The bucket is new, or the user's word is that it has no policy. */
  | { readonly kind: "none" }
  /** The file does not say: no policy may be written. Only in observe mode on a bucket that exists already. */
  | { readonly kind: "unknown" };

export function resolveBucket(
  name: string,
  keys: BucketKeys,
  at: YamlPath,
  perimeter: OfPerimeter,
  around: SectionContext,
  faults: Faults,
): ProtectedBucket {
  const create = keys.create ?? false;
  // Observing must change nothing on a bucket that exists; what is enforced or new is hardened.
  const hardened = create || perimeter.mode === "enforce";
  const existingPolicy =
    keys.existingPolicy !== undefined
      ? resolveExistingPolicy(keys.existingPolicy, name, [...at, "existingPolicy"], around, faults)
      : create
        ? ({ kind: "none" } as const)
        : resolveExistingPolicy(perimeter.existingPolicy, name, [...at.slice(0, 2), "existingPolicy"], around, faults);
  return {
    name,
    region: keys.region ?? around.region,
    create,
    existingPolicy,
    tls: existingPolicy.kind === "unknown" ? false : tlsVersion(perimeter.tls ?? (hardened && 1.2)),
    publicAccessBlock: perimeter.publicAccessBlock ?? hardened,
  };
}

function tlsVersion(tls: 1.2 | 1.3 | false): TlsVersion | false {
  return tls === 1.2 ? "1.2" : tls && "1.3";
}

function resolveExistingPolicy(
  spec: string | undefined,
  bucket: string,
  at: YamlPath,
  { folder }: SectionContext,
  faults: Faults,
): ExistingPolicy {
  if (spec === undefined) return { kind: "unknown" };
  if (spec === "none") return { kind: "none" };
  const name = spec.replaceAll("{bucket}", bucket);
  const file = path.join(folder, name);
  const text = readPolicyText(path.resolve(folder, name), (problem) => {
    const fix = `aws s3api get-bucket-policy --bucket ${bucket} --query Policy --output text > ${file}; or write none if it has no policy`;
    faults.add(at, `${problem}, got ${JSON.stringify(name)}, expected the bucket's policy as JSON, fix: ${fix}`);
  });
  if (text === undefined) return { kind: "unknown" };
  const { faults: wrong, ...policy } = parsePolicy(text);
  for (const { text: fault, ...position } of wrong) faults.addInFile(file, position, at, fault);
  return wrong.length > 0 ? { kind: "unknown" } : { kind: "statements", file, ...policy };
}

function readPolicyText(file: string, report: (problem: string) => void): string | undefined {
  try {
    return readTextFile(file);
  } catch (error) {
    report((error as Error).message);
    return undefined;
  }
}
