import type { Subscription } from "@aws-sdk/client-sns";
import { arnOf } from "@palisade/engine/arn";
import { DEPLOY_ALERTING } from "../deploy-commands";
import { isConfirmed, listSubscriptions } from "../list-subscriptions";
import { fail, failIf, type Line, type Probe, pass, withoutValue } from "../probe";

/** Everyone who is to be told has said yes to it. */
export const subscriptions: Probe = {
  id: "subscriptions",
  title: "everyone who is to be told is subscribed",
  needs: ["identity"],
  look: async ({ config, aws }) => {
    const { alerts, names, region } = config;
    const topicArn = arnOf(config, "sns", names.topic);
    const subject = `topic ${names.topic}, subscriptions`;
    const answer = await listSubscriptions(aws, region, topicArn);
    if (answer.kind !== "found") return [withoutValue(answer, subject, DEPLOY_ALERTING)];
    const lines = [
      ...alerts.email.map((endpoint) => recipientLine("email", endpoint, answer.value)),
      ...alerts.sms.map((endpoint) => recipientLine("sms", endpoint, answer.value)),
    ].map((toLine) => toLine(topicArn, region));
    const confirmed = answer.value.filter(isConfirmed).length;
    return [
      ...lines,
      failIf(
        confirmed === 0 ? "no one is subscribed and confirmed: alerts reach no one" : undefined,
        subject,
        `${confirmed} confirmed of ${answer.value.length}`,
        "add alerts.email to palisade.yaml, deploy, and confirm the mail that comes",
      ),
    ];
  },
};

type ToLine = (topicArn: string, region: string) => Line;

function recipientLine(protocol: string, endpoint: string, all: readonly Subscription[]): ToLine {
  const subject = `${protocol} ${endpoint}`;
  const theirs = all.filter((one) => one.Protocol === protocol && one.Endpoint === endpoint);
  return (topicArn, region) => {
    if (theirs.some(isConfirmed)) return pass(subject, "is confirmed");
    if (!theirs.some(({ SubscriptionArn }) => SubscriptionArn === "PendingConfirmation")) {
      return fail(subject, "is not subscribed", DEPLOY_ALERTING);
    }
    const again = `aws sns subscribe --topic-arn ${topicArn} --protocol ${protocol} --notification-endpoint ${endpoint} --region ${region}`;
    return fail(subject, "has not confirmed the subscription", `${again} (sends the mail again; its link confirms)`);
  };
}
