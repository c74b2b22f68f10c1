import { found } from "@palisade/aws/answer";
import { NO_SCREEN } from "../lib/terminal";
import { deadLetterTable } from "./dead-letter-table";
import { type QueueAnswer, queueFields, whyUnseen } from "./queue-answer";

const queue = { name: "palisade-events-dead-letters", region: "eu-central-1" };
const empty: QueueAnswer = {
  queue,
  answer: found({ queue: queue.name, region: queue.region, waiting: 0, letters: [] }),
};
const letter = {
  messageId: "1",
  region: "eu-central-1",
  event: "GetObject on sensitive-data",
  reason: "it is broken",
  sentAt: undefined,
};
const full: QueueAnswer = {
  queue,
  answer: found({ queue: queue.name, region: queue.region, waiting: 1, letters: [letter] }),
};
const missing: QueueAnswer = { queue, answer: { kind: "missing", error: "QueueDoesNotExist" } };
const refused: QueueAnswer = { queue, answer: { kind: "unknown", why: "no permission: sqs:GetQueueUrl" } };
const said = (...answers: readonly QueueAnswer[]) => deadLetterTable(answers, NO_SCREEN).join("\n");

describe("the list of dead letters", () => {
  it("says that there are none only where every queue was looked at", async () => {
    expect(said(empty, empty)).toBe("No dead letters.");
    expect(said(missing, refused)).toBe("Not known: none of 2 queues could be looked at.");
    expect(said(empty, missing, refused)).toMatch(/^No dead letters in 1 of 3 queues; of the others it is not known/);
  });

  it("says that there may be more than it shows", async () => {
    expect(said(full, missing)).toMatch(/1 dead letter\. .*\nThere may be more: 1 queue could not be looked at\.$/s);
    expect(said(full)).not.toContain("There may be more");
  });

  it("is not empty for programs where a queue could not be looked at", () => {
    expect(queueFields(empty)).toEqual({ queue: queue.name, region: queue.region, waiting: 0, letters: [] });
    expect(queueFields(missing)).toEqual({
      queue: queue.name,
      region: queue.region,
      waiting: null,
      letters: [],
      problem: whyUnseen(missing),
    });
    expect(whyUnseen(missing)).toMatch(/^queue palisade-events-dead-letters in eu-central-1: does not exist, fix: /);
  });
});
