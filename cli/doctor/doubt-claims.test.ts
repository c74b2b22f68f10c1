import { awsError, CONFIG, healthy, surroundings } from "../../testing/fixtures/doctor-fixture";
import { doubtClaims } from "./doubt-claims";
import { DOES_NOT_EXIST, fail, type Line, pass } from "./probe";
import { PROBES } from "./probes";
import { runProbes } from "./run-probes";

const gone = (subject: string): Line => fail(subject, DOES_NOT_EXIST, "npx cdktf deploy alerting");

describe("doubtClaims", () => {
  it.each([
    ["function palisade-detector", pass("function palisade-detector, last event", "none in 14 days")],
    ["function palisade-detector", pass("queue palisade-events, reader", "hands events to palisade-detector")],
    ["queue palisade-events", pass("queue palisade-events, last event", "none in 14 days")],
    ["queue palisade-events", pass("target of rule-1 in eu-central-1", "sends to palisade-events, keeps what fails")],
    ["topic palisade-alerts, subscriptions", pass("topic palisade-alerts, deliveries", "none failed in 24 hours")],
    ["rule rule-1 in eu-central-1", pass("rules in eu-central-1, last event", "none in 14 days")],
  ])("does not let a line pass that speaks of %s, which is not there", (subject, claim) => {
    const [, doubted] = doubtClaims([gone(subject), claim]);
    expect(doubted).toEqual({
      ...claim,
      status: "unknown",
      why: expect.stringMatching(/^not known: .* does not exist$/),
    });
  });

  it.each([
    ["function palisade-detector", pass("function palisade-detector-2, last event", "1 hour ago")],
    [
      "queue palisade-events-dead-letters in us-east-1",
      pass("queue palisade-events-dead-letters in eu-central-1", "is empty"),
    ],
    ["rule rule-1 in eu-central-1", pass("rules in us-east-1, last event", "1 hour ago")],
    ["channel on-call, secret", pass("queue q, subscription", "hands over the alerts of channel on-call")],
  ])("leaves a line alone that does not speak of %s", (subject, claim) => {
    expect(doubtClaims([gone(subject), claim])).toEqual([gone(subject), claim]);
  });

  it("lets no line pass that names a function, queue, table or topic of an account in which that is missing", async () => {
    const missing = {
      GetFunctionConfiguration: () => awsError("ResourceNotFoundException"),
      GetQueueUrl: () => awsError("QueueDoesNotExist"),
      DescribeTable: () => awsError("ResourceNotFoundException"),
      GetTopicAttributes: () => awsError("NotFoundException"),
    };
    const account = surroundings({ ...healthy(CONFIG), ...missing });
    const examined = await runProbes(PROBES, account, { begun: () => {}, ended: () => {} });
    const lines = doubtClaims(examined.flatMap((one) => one.lines));
    const { names } = CONFIG;
    const gone = [names.function, names.queue, names.table, names.topic, names.closer, names.deadLetterQueue];
    const claims = lines.filter(({ status }) => status === "pass").map(({ subject, why }) => `${subject} ${why}`);
    expect(claims.filter((claim) => claim.split(/[^\w-]+/).some((word) => gone.includes(word)))).toEqual([]);
    expect(lines).toContainEqual(expect.objectContaining({ status: "unknown", subject: "matches, last event" }));
  });
});
