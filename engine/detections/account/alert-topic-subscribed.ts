import { textOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { topicOf } from "../facts/resource-name";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["Subscribe"]);

/** A reader of the alerts knows what was noticed, and what was not. */
export const accountAlertTopicSubscribed = defineDetection({
  id: "account.alert-topic-subscribed",
  title: "Somebody subscribed to Palisade's alerts",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("sns", [...NAMES])],
  matches: (event, { pipeline, isDeployer }) => {
    if (!isSuccessfulCall(event, "sns", NAMES)) return undefined;
    const request = requestOf(event);
    const topic = topicOf(request);
    if (topic === undefined || !pipeline.topics.includes(topic) || isDeployer(event.actor)) return undefined;
    const receiver = textOf(request["endpoint"]) ?? "a receiver that the record does not name";
    const protocol = textOf(request["protocol"]) ?? "unknown";
    return {
      summary: `${actorInWords(event.actor)} subscribed ${receiver} (${protocol}) to the alerts of topic ${topic}, from ${originInWords(event)}`,
      details: { Topic: topic, Receiver: receiver, Protocol: protocol },
    };
  },
  dedupBy: (event) => [event.actor.id, textOf(requestOf(event)["endpoint"]) ?? ""],
});
