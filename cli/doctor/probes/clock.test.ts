import { fieldsOf } from "@palisade/engine/events/fields";
import { describeFaults } from "../../../testing/contracts/describe-faults";
import {
  ABROAD,
  type Answers,
  faultsOf,
  HOME,
  look,
  MINUTE,
  NOW,
  refuse,
} from "../../../testing/fixtures/doctor-fixture";
import { clock } from "./clock";

/** When each metric last counted something, in minutes before now. */
const seen = (minutes: Readonly<Record<string, number>>, where = HOME): Answers => ({
  GetMetricData: ({ MetricDataQueries }, region) => ({
    MetricDataResults: (MetricDataQueries as readonly object[]).flatMap((query) => {
      const { Id, MetricStat } = query as { readonly Id: string; readonly MetricStat: object };
      const name = String(fieldsOf(fieldsOf(MetricStat)["Metric"])["MetricName"]);
      const ago = minutes[name];
      if (ago === undefined || region !== where) return [];
      return [{ Id, Timestamps: [new Date(NOW - ago * MINUTE)], Values: [2] }];
    }),
  }),
});

const FLOWING = { MatchedEvents: 70, NumberOfMessagesSent: 65, Invocations: 60 };

describeFaults(clock, [
  [
    "a queue that got nothing of what rules matched",
    seen({ MatchedEvents: 60 }),
    { subject: "queue palisade-events, last event", why: /saw an event 1 hour ago, this one nothing in 14 days/ },
  ],
  [
    "a function that stopped",
    seen({ ...FLOWING, Invocations: 60 * 24 }),
    { subject: "function palisade-detector, last event", why: /saw an event 1 hour ago, this one its last 1 day ago/ },
  ],
  [
    "notifications that fail",
    seen({ ...FLOWING, NumberOfNotificationsFailed: 30 }),
    { subject: "topic palisade-alerts, deliveries", why: "2 notifications could not be delivered" },
  ],
  [
    "events that are not forwarded",
    { ...seen({ MatchedEvents: 60, FailedInvocations: 60 }, ABROAD) },
    { subject: `forwarding from ${ABROAD}`, why: /events could not be forwarded/, fix: "dlq list" },
  ],
]);

describe("probe clock", () => {
  it("tells when each stage last saw an event", async () => {
    const lines = await look(clock, seen(FLOWING));
    expect(lines).toContainEqual({ status: "pass", subject: `rules in ${HOME}, last event`, why: "1 hour ago" });
    expect(lines).toContainEqual({
      status: "pass",
      subject: "matches, last event",
      why: expect.stringContaining("none in 14 days"),
    });
  });

  it("knows nothing of a region that it may not look at", async () => {
    const lines = await faultsOf(clock, {
      GetMetricData: (_input, region) => (region === ABROAD ? refuse() : { MetricDataResults: [] }),
    });
    expect(lines).toEqual([
      { status: "unknown", subject: `clock of ${ABROAD}`, why: expect.stringContaining("GetMetricData") },
    ]);
  });
});
