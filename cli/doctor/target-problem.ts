import type { Target } from "@aws-sdk/client-eventbridge";
import type { ExpectedTarget } from "./expected-rules";

/** Why a rule's targets are not what they should be; undefined where they are. */
export function targetProblem(all: readonly Target[], expected: ExpectedTarget): string | undefined {
  const there = all.find(({ Arn }) => Arn === expected.arn);
  if (there === undefined) {
    const others = all.map(({ Arn }) => Arn).join(", ");
    return all.length === 0 ? "sends to no one" : `sends to ${others}, expected ${expected.arn}`;
  }
  if (there.RoleArn !== expected.roleArn)
    return `sends as ${there.RoleArn ?? "nobody"}, expected ${expected.roleArn ?? "no role"}`;
  if (there.DeadLetterConfig?.Arn !== expected.deadLetterArn)
    return "loses what it cannot send: it has no dead-letter queue of ours";
  if (there.Input !== undefined || there.InputPath !== undefined || there.InputTransformer !== undefined) {
    return "changes events on the way";
  }
  return undefined;
}
