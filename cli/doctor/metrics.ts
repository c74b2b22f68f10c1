import { GetMetricDataCommand, type GetMetricDataCommandOutput } from "@aws-sdk/client-cloudwatch";
import { type Answer, found } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** One dimension and its value. */
  readonly dimension: readonly [string, string];
  readonly statistic: "Sum" | "Maximum";
}

/** One period in which there was something. */
export interface Reading {
  /** When the period began, in milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
}

export interface Span {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly periodSeconds: number;
}

/** Reads metrics of one region, oldest first, in the order in which they were asked for; periods without anything are left out. */
export async function readMetrics(
  aws: Aws,
  region: string,
  metrics: readonly Metric[],
  span: Span,
): Promise<Answer<readonly (readonly Reading[])[]>> {
  const readings = metrics.map((): Reading[] => []);
  let token: string | undefined;
  do {
    const answer: Answer<GetMetricDataCommandOutput> = await aws.ask(
      "cloudwatch",
      region,
      new GetMetricDataCommand({
        StartTime: new Date(span.from),
        EndTime: new Date(span.to),
        ScanBy: "TimestampAscending",
        MetricDataQueries: metrics.map((metric, index) => queryOf(metric, index, span)),
        ...(token !== undefined && { NextToken: token }),
      }),
    );
    if (answer.kind !== "found") return answer;
    const { MetricDataResults = [] } = answer.value;
    // CloudWatch answers 200, and says of each metric whether it could be read.
    const failed = MetricDataResults.find(
      ({ StatusCode }) => StatusCode === "InternalError" || StatusCode === "Forbidden",
    );
    if (failed) return { kind: "unknown", why: `cloudwatch:GetMetricData answered ${failed.StatusCode}` };
    for (const { Id = "", Timestamps = [], Values = [] } of MetricDataResults) {
      const values = Timestamps.map((timestamp, index) => ({ at: timestamp.getTime(), value: Values[index] ?? 0 }));
      readings[Number(Id.slice(1))]?.push(...values.filter(({ value }) => value > 0));
    }
    token = answer.value.NextToken;
  } while (token !== undefined && token !== "");
  return found(readings.map((each) => each.toSorted((a, b) => a.at - b.at)));
}

function queryOf({ namespace, name, dimension: [Name, Value], statistic }: Metric, index: number, span: Span) {
  return {
    Id: `m${index}`,
    MetricStat: {
      Metric: { Namespace: namespace, MetricName: name, Dimensions: [{ Name, Value }] },
      Period: span.periodSeconds,
      Stat: statistic,
    },
    ReturnData: true,
  };
}

export function sum(readings: readonly Reading[]): number {
  return readings.reduce((total, { value }) => total + value, 0);
}
