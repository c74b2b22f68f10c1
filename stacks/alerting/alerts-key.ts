import { arnOf, type Place } from "@palisade/engine/arn";
import { Construct } from "constructs";
import { EncryptionKey } from "../constructs/encryption-key";
import { logsPrincipal } from "../constructs/logs-principal";

export interface AlertsKeyProps {
  readonly place: Place;
  /** With its `alias/`. */
  readonly alias: string;
  /** The log groups that may be encrypted with it. */
  readonly logGroups: readonly string[];
}

/** The key of topic, table and logs. Functions use it by their roles' policies; alarms and log groups need its own word. */
export class AlertsKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { place, alias, logGroups }: AlertsKeyProps) {
    super(scope, id);
    this.arn = new EncryptionKey(this, "resource", {
      place,
      alias,
      description: "Encrypts alerts, incidents and the functions' logs",
      services: [
        {
          Sid: "AlarmsPublish",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceAccount": place.account } },
        },
        {
          Sid: "LogGroupsEncrypt",
          Effect: "Allow",
          Principal: { Service: logsPrincipal(place) },
          Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
          Resource: "*",
          Condition: {
            ArnEquals: {
              "kms:EncryptionContext:aws:logs:arn": logGroups.map((name) => arnOf(place, "logs", `log-group:${name}`)),
            },
          },
        },
      ],
    }).arn;
  }
}
