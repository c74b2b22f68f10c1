import { ACCESS_LOG_METRICS, CHAIN_METRICS, METRICS } from "@palisade/functions/platform/requirements";
import { estimate } from "../../cli/cost/estimate";
import { parseConfig } from "../../config/load-config";
import { EVERYTHING } from "../../testing/configurations";
import { synthStacks } from "../../testing/synth";

it.each(["", "kms: aws-owned\n", "trail: {existing: organisation-trail}\nhunting: false\n"])(
  "counts as many alarms, keys and dashboards as are emitted: %j",
  (lines) => {
    const config = parseConfig(
      `${EVERYTHING.replace(lines.includes("hunting") ? "hunting: true\n" : "", "")}${lines}`,
      "palisade.yaml",
    );
    const stacks = synthStacks(config);
    const usage = { count: 1000, buckets: ["example-abroad"], refusedShare: 0, others: 0, alerts: 1 };
    const counted = (price: string) =>
      estimate(config, usage).lines.find((line) => line.price === price)?.quantity ?? 0;
    const emitted = (type: string) => stacks.every.flatMap((stack) => stack.resources(type)).length;
    expect(counted("cloudWatchAlarm")).toBe(emitted("aws_cloudwatch_metric_alarm"));
    expect(counted("cloudWatchDashboard")).toBe(emitted("aws_cloudwatch_dashboard"));
    expect(counted("kmsKey")).toBe(emitted("aws_kms_key"));
    expect(counted("cloudWatchMetric")).toBe(
      METRICS.names.length + ACCESS_LOG_METRICS.length + Object.keys(CHAIN_METRICS).length,
    );
  },
);
