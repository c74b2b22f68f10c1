import { arnOf, iamArn } from "@palisade/engine/arn";
import type { PalisadeConfig } from "../../config/config";
import { accessLogRules } from "../../config/derived/access-log-rules";
import { nthName } from "../../config/derived/nth-name";
import type { ExpectedRule, ExpectedTarget } from "./expected-rules";

/** The rules that select notifications of new access logs, in the home region first. These go to a queue of their own, not to the detector's. */
export function expectedLogRules(config: PalisadeConfig): readonly Omit<ExpectedRule, "hearsManagementReads">[] {
  return config.regions.flatMap((region) => {
    const rules = accessLogRules(config, region);
    const target = targetIn(region, config);
    return (rules?.patterns ?? []).map((pattern, index) => {
      const name = config.names.accessLogsRule;
      return { region, name: nthName(name, index), pattern, target };
    });
  });
}

function targetIn(region: string, config: PalisadeConfig): ExpectedTarget {
  const { names } = config;
  if (region === config.region) {
    return {
      arn: arnOf(config, "sqs", names.accessLogsQueue),
      roleArn: undefined,
      deadLetterArn: arnOf(config, "sqs", names.accessLogsDeadLetterQueue),
    };
  }
  return {
    arn: arnOf(config, "events", "event-bus/default"),
    roleArn: iamArn(config, `role/${names.forwardRole}`),
    deadLetterArn: arnOf({ ...config, region }, "sqs", names.deadLetterQueue),
  };
}
