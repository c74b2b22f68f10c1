import { splitArn } from "@palisade/engine/perimeter/arn-pattern";
import type { Faults } from "../yaml/faults";
import type { YamlPath } from "../yaml/yaml-source";

export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/** Whether an ARN is of the partition of the home region; what is not is reported. */
export function isOfPartition(arn: string, at: YamlPath, partition: Partition | undefined, faults: Faults): boolean {
  const own = splitArn(arn)?.[1] ?? "";
  if (partition === undefined || own === partition) return true;
  const text = `of partition ${JSON.stringify(own)}, got {got}, expected one of ${partition}, where the home region is, fix: begin it with arn:${partition}:`;
  faults.add(at, text);
  return false;
}
