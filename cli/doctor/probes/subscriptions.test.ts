import { describeFaults } from "../../../testing/contracts/describe-faults";
import { faultsOf, missing } from "../../../testing/fixtures/doctor-fixture";
import { subscriptions } from "./subscriptions";

const EMAIL = { Protocol: "email", Endpoint: "security@example.com" };
const MACHINE = { Protocol: "sqs", Endpoint: "arn:aws:sqs:x", SubscriptionArn: "arn:aws:sns:x:1" };
const listed = (...Subscriptions: readonly object[]) => ({ ListSubscriptionsByTopic: () => ({ Subscriptions }) });

describeFaults(subscriptions, [
  [
    "a recipient who has not confirmed",
    listed({ ...EMAIL, SubscriptionArn: "PendingConfirmation" }, MACHINE),
    {
      subject: "email security@example.com",
      why: "has not confirmed",
      fix: /^aws sns subscribe .* --notification-endpoint security@example.com/,
    },
  ],
  [
    "a recipient who unsubscribed",
    listed({ ...EMAIL, SubscriptionArn: "Deleted" }, MACHINE),
    { subject: "email security@example.com", why: "is not subscribed" },
  ],
  [
    "a topic that is gone",
    { ListSubscriptionsByTopic: missing("NotFoundException") },
    { subject: "topic palisade-alerts, subscriptions", why: "does not exist" },
  ],
]);

describe("probe subscriptions", () => {
  it("says when alerts reach no one at all", async () => {
    const whys = (await faultsOf(subscriptions, listed())).map(({ why }) => why);
    expect(whys).toContain("no one is subscribed and confirmed: alerts reach no one");
  });

  it("reads every page", async () => {
    const pages = {
      ListSubscriptionsByTopic: ({ NextToken }: Readonly<Record<string, unknown>>) =>
        NextToken === "2"
          ? { Subscriptions: [{ ...EMAIL, SubscriptionArn: "arn:aws:sns:x:2" }] }
          : { Subscriptions: [MACHINE], NextToken: "2" },
    };
    expect(await faultsOf(subscriptions, pages)).toEqual([]);
  });
});
