import { createDynamoDbStore } from "@palisade/functions/incidents/dynamodb-store";
import { createProcessBatch } from "@palisade/functions/incidents/process-batch";
import { createRecorder } from "@palisade/functions/incidents/recorder";
import { createDynamoDbStateStore } from "@palisade/functions/incidents/state/dynamodb-state-store";
import fc from "fast-check";
import { describeWithDynamoDb } from "../../testing/emulators/dynamodb-emulator";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import { guardDutyFinding, S3_FINDING, securityHubFindings } from "../../testing/fixtures/finding-fixture";
import { aMatch, MINUTE, START } from "../../testing/fixtures/match-fixture";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";
import { createEngine } from "../detections/engine/engine";
import type { Event } from "../events/event";
import { parseEvents } from "../events/parse-events";
import { closeDue } from "./close-due";
import type { Announcement } from "./incident";
import { createMemoryStore } from "./memory-store";
import { atPossibleTime, isPossible, possibleAt, sayingStatedTime } from "./plausible-time";
import { createMemoryStateStore } from "./state/create-state-store";
import type { StateStore } from "./state/state-store";
import type { IncidentStore } from "./store";
import { LATENESS } from "./store";

jest.setTimeout(60_000);

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const iso = (time: number) => new Date(time).toISOString();

function eventOf(record: unknown): Event {
  const parsed = parseEvents(record);
  return (parsed.kind === "events" ? parsed.events[0] : undefined) as Event;
}

describe("the time of an event", () => {
  const at = (time: number) => eventOf(cloudTrail({ eventTime: iso(time) }));

  it("stays what the record says where that can be", () => {
    for (const time of [START - 29 * DAY, START - 1000, START, START + 4 * MINUTE]) {
      const event = at(time);
      expect(atPossibleTime(event, possibleAt(START), START)).toBe(event);
    }
  });

  it("is that of its arrival where it lies ahead, or further back than anything is kept on the way", () => {
    for (const time of [START + 6 * MINUTE, START + YEAR, Date.UTC(9999, 0), START - 31 * DAY, 0, Date.UTC(1, 0)]) {
      expect(atPossibleTime(at(time), possibleAt(START), START).time).toBe(START);
    }
  });

  it("is always one that can be", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        const possible = possibleAt(START);
        const event = { ...at(START), time: date.getTime() };
        expect(isPossible(atPossibleTime(event, possible, START).time, possible)).toBe(true);
      }),
    );
  });

  it("is shown beside the one that the record states", () => {
    const match = aMatch(0, { details: { Client: "rclone" } });
    expect(sayingStatedTime(match, match.time)).toBe(match);
    expect(sayingStatedTime(match, START + YEAR).details).toEqual({
      Client: "rclone",
      "Time in the record": "2027-03-01T10:00:00.000Z, which cannot be",
    });
  });
});

interface Stores {
  readonly store: IncidentStore;
  readonly state: StateStore;
}

/** A detector whose clock a test turns. */
function aDetector({ store, state }: Stores) {
  const told: Announcement[] = [];
  const clock = { time: START };
  const now = () => clock.time;
  const deps = { store, now, sleep: async () => undefined, publish: async (one: Announcement) => void told.push(one) };
  const settings = detectorSettings({
    perimeters: [samplePerimeter("sensitive-data", { scope: "data" })],
    detections: { "s3.new-network-for-actor": { enabled: true }, "s3.access-outside-allowlist": { enabled: false } },
    suppressions: [
      {
        detection: "findings.guardduty-s3",
        when: { bucket: "sensitive-data" },
        until: Date.UTC(2026, 0),
        reason: "migration",
        owner: "platform",
      },
    ],
  });
  const process = createProcessBatch({
    project: "palisade",
    engine: createEngine(settings),
    state,
    recorder: createRecorder({ ...deps, dedupMinutesOf: () => 60 }),
    log: () => undefined,
    now,
  });
  const arrive = async (body: unknown, arrivedAt = clock.time) => {
    clock.time = Math.max(clock.time, arrivedAt);
    const attributes = { SentTimestamp: String(arrivedAt) };
    const Records = [{ messageId: "one", body: JSON.stringify(body), attributes }];
    expect(await process({ Records })).toEqual({ batchItemFailures: [] });
  };
  return { told, clock, arrive, close: () => closeDue(deps) };
}

const finding = (id: string, updated: number) => {
  // Bare, as some importers hand findings on: nothing but the product's own clock says when.
  const { detail } = securityHubFindings({ Id: id, UpdatedAt: iso(updated) }) as {
    readonly detail: { readonly findings: readonly unknown[] };
  };
  return detail.findings[0];
};

const read = (user: string, address: string, time: number) =>
  cloudTrail({
    eventID: `${user}-${time}`,
    eventTime: iso(time),
    sourceIPAddress: address,
    userIdentity: {
      type: "IAMUser",
      principalId: `AIDA${user}`,
      arn: `arn:aws:iam::111122223333:user/${user}`,
      accountId: "111122223333",
      userName: user,
    },
  });

function describeClock(name: string, open: () => Promise<Stores>): void {
  describe(`a wrong clock, with ${name}`, () => {
    let stores: Stores;
    beforeAll(async () => {
      stores = await open();
    });

    it.each([
      ["a year", YEAR],
      ["73 years", 73 * YEAR],
      ["an hour", HOUR],
    ])("%s ahead takes in nothing that comes afterwards", async (ahead, by) => {
      const { told, arrive } = aDetector(stores);
      const id = `vendor/${ahead}`;
      await arrive(finding(id, START + by));
      for (const hours of [2, 4, 6]) await arrive(finding(id, START + hours * HOUR), START + hours * HOUR);
      expect(told.map(({ kind, firstSeen }) => [kind, iso(firstSeen)])).toEqual([
        ["opened", iso(START)],
        ...[2, 4, 6].map((hours) => ["opened", iso(START + hours * HOUR)]),
      ]);
      expect(told[0]?.match.details?.["Time in the record"]).toBe(`${iso(START + by)}, which cannot be`);
      expect(told[1]?.match.details).not.toHaveProperty("Time in the record");
    });

    it("does not keep an incident open: what came with it is announced when its window is over", async () => {
      const { told, clock, arrive, close } = aDetector(stores);
      const id = "vendor/open";
      await arrive(finding(id, START + YEAR));
      await arrive(finding(id, START + 2 * YEAR), START + MINUTE);
      clock.time = START + HOUR + LATENESS;
      await close();
      expect(told.filter(({ match }) => match.dedupKey.includes(id)).map(({ kind }) => kind)).toEqual([
        "opened",
        "closed",
      ]);
    });

    it("counts a record once however often it is handed out", async () => {
      const { told, arrive } = aDetector(stores);
      for (const _ of [1, 2, 3]) await arrive(finding("vendor/again", START + YEAR), START);
      expect(told.map(({ count }) => count)).toEqual([1]);
    });

    it("in the past does not end the time of learning", async () => {
      const { told, arrive } = aDetector(stores);
      await arrive(read("app", "198.51.100.1", 0));
      await arrive(read("app", "203.0.113.9", START + DAY), START + DAY);
      expect(told).toEqual([]);
      await arrive(read("stranger", "192.0.2.9", START + 15 * DAY), START + 15 * DAY);
      expect(told.map(({ match }) => match.detection)).toEqual(["s3.new-network-for-actor"]);
    });

    it("in the past brings no suppression back that has expired", async () => {
      const { told, arrive } = aDetector(stores);
      const old = { ...guardDutyFinding({ ...S3_FINDING, id: `old-${MINUTE}` }), id: "old", time: iso(0) };
      await arrive(old);
      expect(told.map(({ match }) => match.detection).toSorted()).toEqual([
        "findings.guardduty-s3",
        "palisade.suppression-expired",
      ]);
    });

    it("that was recorded before ends with the next match", async () => {
      const { store } = stores;
      const told: Announcement[] = [];
      const recorderAt = (now: number) =>
        createRecorder({
          store,
          now: () => now,
          sleep: async () => undefined,
          dedupMinutesOf: () => 60,
          publish: async (one) => void told.push(one),
        });
      const dedupKey = "s3.blocked-outside-allowlist|recorded before";
      await recorderAt(START + YEAR).record([aMatch(YEAR / MINUTE, { dedupKey })]);
      await recorderAt(START).record([aMatch(0, { dedupKey })]);
      await recorderAt(START + 2 * HOUR).record([aMatch(120, { dedupKey })]);
      expect(told.map(({ kind }) => kind)).toEqual(["opened", "closed", "opened"]);
    });
  });
}

describeClock("memory", async () => ({ store: createMemoryStore(), state: createMemoryStateStore() }));

describeWithDynamoDb("moto_server", (open) => {
  describeClock("DynamoDB", async () => {
    const options = { ...(await open()), now: () => START };
    return { store: createDynamoDbStore(options), state: createDynamoDbStateStore(options) };
  });
});
