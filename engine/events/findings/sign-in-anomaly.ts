import { textOf } from "../fields";
import type { FeedReader } from "./feed-reader";

/**
 * AWS Sign-In's alerts. AWS documents that they are sent, not what is in them, so nothing but an id is read.
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-signin.html
 */
export const signInAnomaly: FeedReader = {
  feed: "sign-in-anomaly",
  source: "aws.signin",
  detailType: "Sign-in Anomaly Alert",
  isBare: () => false,
  read: (detail) => [
    {
      findingId: textOf(detail["id"]),
      type: undefined,
      title: undefined,
      description: undefined,
      severity: "medium",
      status: "open",
      account: undefined,
      region: undefined,
      updated: undefined,
      detail,
    },
  ],
};
