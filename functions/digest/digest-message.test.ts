import { digestTitle, needsAttention } from "@palisade/engine/digest/sections";
import {
  aDay,
  aDigest,
  aHeldAlert,
  anOpenIncident,
  DAY,
  MORNING,
  QUIET,
  worstDigest,
} from "../../testing/fixtures/digest-fixture";
import { WIDE_CHARACTERS } from "../../testing/fixtures/hostile-text-fixture";
import { digestEmail, digestMessage } from "./digest-message";

const TOPIC = "arn:aws:sns:eu-central-1:111122223333:palisade-alerts";

const MUCH = aDigest(
  {
    days: (QUIET.days ?? []).map(({ day }) =>
      day === DAY
        ? aDay(day, {
            "opened#high#s3.bulk-download": 2,
            "opened#medium#s3.bulk-download": 4,
            "events#medium#s3.bulk-download": 1312,
          })
        : aDay(day, { "opened#low#s3.bulk-download": 1, "events#low#s3.bulk-download": 1 }),
    ),
    open: { incidents: [anOpenIncident(41)], hasMore: false },
    held: { "team-slack": { waiting: [aHeldAlert({}, "low", 3)], hasMore: false } },
    alarms: [{ name: "palisade-dead-letters", description: "Look at them, then redrive them.", since: MORNING }],
    deadLetters: { dead: { queue: "palisade-events-dead-letters", messages: 1 } },
  },
  {
    suppressions: [
      {
        detection: "s3.bulk-download",
        reason: "nightly backup",
        owner: "ops@example.com",
        until: MORNING - 1,
        when: {},
      },
    ],
  },
);

describe("the digest by e-mail", () => {
  it("says in plain words what happened and what is to be done", () => {
    expect(digestEmail(MUCH)).toBe(`What Palisade saw on Sunday, 1 March 2026 (UTC), and what is left to do

Incidents
---------
* Sunday, 1 March 2026 (UTC): 6 incidents (2 high, 4 medium), 1,312 events in all.
* These seven days: 12 incidents; the seven before: 7, so 71% more.

Held back in quiet hours
------------------------
* 1 incident waited for this digest: 1 low.
* LOW, 2026-03-01 10:15 UTC, 3 times: user arn:aws:iam::111122223333:user/alice was refused GetObject on bucket sensitive-data from 198.51.100.23, by the perimeter sensitive-data

Health of the chain
-------------------
* Alarm palisade-dead-letters is on since 2026-03-02 06:00 UTC. Look at them, then redrive them.
* Queue palisade-events-dead-letters holds 1 dead letter: palisade dlq lists and redrives them.
* 1 incident is overdue to be closed: look at the log of the function that closes them.

Still open, with more to tell when they close
---------------------------------------------
* MEDIUM: S3 request from outside the allowlist was blocked, 41 more until now, window to 2026-03-01 11:00 UTC. user arn:aws:iam::111122223333:user/alice was refused GetObject on bucket sensitive-data from 198.51.100.23, by the perimeter sensitive-data

Noisiest detections of these seven days
---------------------------------------
* s3.bulk-download (Many bytes were read from a bucket): 12 incidents, 1,318 events, the week before 7.
  If these are expected, in palisade.yaml, one of:
  - suppressions: silence one caller or bucket until a day, with {detection: s3.bulk-download, when: {actor: ...}}
  - detections: {s3.bulk-download: {threshold: 200}}, instead of 100
  - detections: {s3.bulk-download: {dedupMinutes: 240}}, instead of 60, for fewer and larger incidents
  - detections: {s3.bulk-download: {enabled: false}}, if nobody needs it

Suppressions
------------
* Expired on 2026-03-02: s3.bulk-download, owner ops@example[.]com, nightly backup. Renew its until, or delete it.

Sent by Palisade, project palisade, account 111122223333, eu-central-1
`);
  });

  it("is short on a quiet day, and says that all is well only where that was seen", () => {
    const quiet = digestEmail(aDigest());
    expect(quiet).toContain("no incident.");
    expect(quiet).toContain("No alarm is on, and no dead letters wait.");
    expect(quiet.match(/^-+$/gm)).toHaveLength(2);
    const unknown = digestEmail(
      aDigest({
        days: undefined,
        open: undefined,
        alarms: undefined,
        held: { soc: undefined },
        deadLetters: { q: undefined },
      }),
    );
    expect(unknown).not.toContain("No alarm is on");
    expect(unknown.match(/not known|did not say/gi)?.length).toBeGreaterThanOrEqual(5);
  });
});

describe("the digest's title", () => {
  it("says what matters", () => {
    expect(digestTitle(MUCH)).toBe(
      "Digest of 2026-03-01: 6 incidents (2 high, 4 medium); 1 alarm on; dead letters waiting; 1 held back; 1 suppression expired",
    );
    expect(digestTitle(aDigest())).toBe("Digest of 2026-03-01: no incident");
    expect(digestTitle(aDigest({ days: [], alarms: undefined }))).toBe(
      "Digest of 2026-03-01: nobody was counting yet; health not known",
    );
  });

  it("goes with whether somebody has to mend something", () => {
    expect(needsAttention(aDigest())).toBe(false);
    expect(
      needsAttention(
        aDigest({ held: QUIET.held, open: { incidents: [anOpenIncident(1)], hasMore: false }, now: MORNING }),
      ),
    ).toBe(true);
    for (const part of ["days", "open", "alarms"]) expect(needsAttention(aDigest({ [part]: undefined }))).toBe(true);
    expect(needsAttention(aDigest({ held: { soc: undefined } }))).toBe(true);
  });
});

describe("the digest's message", () => {
  it("has a form for people and one for machines, and goes to the channels", () => {
    const { Message = "", ...rest } = digestMessage(MUCH, TOPIC, ["team-slack", "soc"]);
    expect(rest).toEqual({
      TopicArn: TOPIC,
      Subject: "Digest of 2026-03-01: 6 incidents (2 high, 4 medium); 1 alarm on; dead letters waiting; 1 held ba...",
      MessageStructure: "json",
      MessageAttributes: {
        kind: { DataType: "String", StringValue: "digest" },
        channels: { DataType: "String.Array", StringValue: '["team-slack","soc"]' },
      },
    });
    const { default: json, email, sms } = JSON.parse(Message);
    expect(email).toBe(digestEmail(MUCH));
    expect(sms.length).toBeLessThanOrEqual(160);
    expect(JSON.parse(json)).toMatchObject({
      schema: 1,
      kind: "digest",
      id: "digest-1",
      day: DAY,
      writtenAt: "2026-03-02T06:00:00.000Z",
      needsAttention: true,
      counts: { day: { incidents: 6 }, trend: { week: { incidents: 12 }, before: { incidents: 7 } } },
      aside: { count: 1, shown: [{ severity: "low", count: 3, time: "2026-03-01T10:15:00.000Z" }] },
      suppressions: [{ until: "2026-03-02T05:59:59.999Z" }],
      health: { deadLetters: [{ messages: 1 }] },
    });
  });

  it("names no channels where there are none", () => {
    expect(digestMessage(MUCH, TOPIC, []).MessageAttributes).not.toHaveProperty("channels");
  });

  it.each(WIDE_CHARACTERS)("fits SNS at its worst, in %j", (char) => {
    const { Message = "", Subject = "" } = digestMessage(worstDigest(char.repeat(2000)), TOPIC, ["team-slack"]);
    expect(Buffer.byteLength(Message)).toBeLessThanOrEqual(250_000);
    expect(Subject).toMatch(/^[\x20-\x7e]{1,100}$/);
    expect(JSON.parse(Message).email).toContain("Sent by Palisade");
  });
});
