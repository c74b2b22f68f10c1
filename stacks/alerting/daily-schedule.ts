import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { Construct } from "constructs";
import { ServiceRole } from "../constructs/service-role";

export interface DailyScheduleProps {
  readonly name: string;
  readonly description: string;
  readonly roleName: string;
  /** `HH:MM` on the clock of the time zone, which a rule's own schedule does not know. */
  readonly at: string;
  /** A name of the IANA database. */
  readonly timezone: string;
  /** Whose behalf the scheduler must act on. */
  readonly account: string;
  readonly functionArn: string;
}

/** A start that failed is tried again until it would be too late to be of use. */
const LATEST_SECONDS = 60 * 60;
const MOST_RETRIES = 20;

/** Starts a function once a day, at the same time on someone's clock in summer and winter. */
export class DailySchedule extends Construct {
  constructor(scope: Construct, id: string, props: DailyScheduleProps) {
    super(scope, id);
    const role = new ServiceRole(this, "role", {
      name: props.roleName,
      description: props.description,
      service: "scheduler.amazonaws.com",
      trustCondition: { StringEquals: { "aws:SourceAccount": props.account } },
      policies: {
        [props.roleName]: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: props.functionArn }],
      },
    });
    const [hour, minute] = props.at.split(":").map(Number);
    new SchedulerSchedule(this, "resource", {
      name: props.name,
      description: props.description,
      scheduleExpression: `cron(${minute} ${hour} * * ? *)`,
      scheduleExpressionTimezone: props.timezone,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: props.functionArn,
        roleArn: role.arn,
        retryPolicy: { maximumEventAgeInSeconds: LATEST_SECONDS, maximumRetryAttempts: MOST_RETRIES },
      },
      // Scheduler tries whether it may assume the role, and refuses the schedule otherwise.
      dependsOn: [...role.policies],
    });
  }
}
