import { fakeAws } from "../../testing/fixtures/doctor-fixture";
import { type Metric, readMetrics } from "./metrics";

const METRIC: Metric = {
  namespace: "AWS/Lambda",
  name: "Errors",
  dimension: ["FunctionName", "palisade-detector"],
  statistic: "Sum",
};
const SPAN = { from: 0, to: 60_000, periodSeconds: 60 };

const reading = (results: readonly object[]) =>
  readMetrics(fakeAws({ GetMetricData: () => ({ MetricDataResults: results }) }), "eu-central-1", [METRIC], SPAN);

describe("readMetrics", () => {
  it("gives back what CloudWatch counted", async () => {
    const results = [{ Id: "m0", StatusCode: "Complete", Timestamps: [new Date(0)], Values: [2] }];
    expect(await reading(results)).toEqual({ kind: "found", value: [[{ at: 0, value: 2 }]] });
  });

  it.each(["InternalError", "Forbidden"])(
    "takes a metric that was answered with %s for unknown, and not for nothing",
    async (StatusCode) => {
      expect(await reading([{ Id: "m0", StatusCode, Timestamps: [], Values: [] }])).toMatchObject({
        kind: "unknown",
        why: `cloudwatch:GetMetricData answered ${StatusCode}`,
      });
    },
  );
});
