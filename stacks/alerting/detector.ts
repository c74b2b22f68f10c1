import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { HANDLERS, QUEUE } from "@palisade/functions/platform/requirements";
import type { Construct } from "constructs";
import { addIncidentFunction, type IncidentChain } from "./incident-function";

/** The function that reads the queue of events and raises alerts. */
export function addDetector(scope: Construct, chain: IncidentChain): void {
  const { names } = chain.config;
  const detector = addIncidentFunction(
    scope,
    "detector",
    {
      name: names.function,
      role: names.functionRole,
      description: "Decides which S3 requests came from outside the allowlist, and alerts",
      requirements: HANDLERS.detector,
    },
    chain,
  );
  new LambdaEventSourceMapping(scope, "detector-source", {
    eventSourceArn: chain.queue.arn,
    functionName: detector.arn,
    batchSize: QUEUE.batchSize,
    maximumBatchingWindowInSeconds: QUEUE.batchWindowSeconds,
    functionResponseTypes: ["ReportBatchItemFailures"],
    scalingConfig: { maximumConcurrency: QUEUE.maximumConcurrency },
  });
}
