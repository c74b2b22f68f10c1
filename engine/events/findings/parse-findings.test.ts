import fc from "fast-check";
import { cloudTrail } from "../../../testing/fixtures/cloudtrail-fixture";
import {
  accessAnalyzerFinding,
  configChange,
  envelope,
  guardDutyDetail,
  guardDutyFinding,
  inApiForm,
  macieFinding,
  malwareScanResult,
  securityHubDetail,
  securityHubFindings,
} from "../../../testing/fixtures/finding-fixture";
import type { Fields } from "../fields";
import { parseEvents } from "../parse-events";
import { isFinding, parseFindings } from "./parse-findings";

const SAMPLES: readonly Fields[] = [
  guardDutyFinding(),
  malwareScanResult("THREATS_FOUND"),
  configChange(),
  securityHubFindings(),
  accessAnalyzerFinding(),
  macieFinding(),
  envelope("aws.signin", "Sign-in Anomaly Alert", {}),
];

const eventsOf = (raw: unknown) => {
  const parsed = parseFindings(raw);
  return parsed.kind === "events" ? parsed.events : parsed.reason;
};

const firstOf = (raw: unknown) => {
  const parsed = parseFindings(raw);
  return parsed.kind === "events" ? parsed.events[0] : undefined;
};

describe("isFinding", () => {
  it("knows every feed's events", () => {
    expect(SAMPLES.map(isFinding)).toEqual(SAMPLES.map(() => true));
  });

  it("knows findings without an envelope, alone or listed", () => {
    const bare = [guardDutyDetail(), inApiForm(guardDutyDetail()), securityHubDetail()];
    expect(bare.map(isFinding)).toEqual([true, true, true]);
    expect(isFinding({ Findings: [inApiForm(guardDutyDetail())] })).toBe(true);
    expect(isFinding({ findings: [macieFinding()["detail"]] })).toBe(true);
  });

  it("takes nothing else for a finding", () => {
    const others = [
      cloudTrail(),
      envelope("aws.s3", "Object Created", { bucket: { name: "reports" } }),
      envelope("com.example", "GuardDuty Finding", guardDutyDetail()),
      { findings: [] },
      { Findings: [{ id: 1 }] },
      [],
      null,
      "text",
    ];
    expect(others.map(isFinding)).toEqual(others.map(() => false));
  });
});

describe("parseFindings", () => {
  it.each([
    ["guardduty", 0],
    ["malware-scan", 1],
    ["config", 2],
    ["securityhub", 3],
    ["access-analyzer", 4],
    ["macie", 5],
    ["sign-in-anomaly", 6],
  ])("reads %s at the time of its delivery", (feed, index) => {
    expect(eventsOf(SAMPLES[index])).toEqual([
      expect.objectContaining({
        kind: "finding",
        feed,
        id: "7d5a3c1e-0000-4000-8000-000000000001",
        time: Date.UTC(2026, 6, 1, 12),
        account: "111122223333",
        region: "eu-central-1",
      }),
    ]);
  });

  it("passes on an envelope that is as EventBridge writes it", () => {
    const written = guardDutyFinding();
    const api = { ...written, detail: inApiForm(written["detail"]) };
    expect(eventsOf(api)).toEqual([expect.objectContaining({ envelope: written })]);
  });

  it("makes several events of several findings, each in an envelope of its own", () => {
    const first = securityHubDetail({ Id: "first" });
    const second = securityHubDetail({ Id: "second" });
    expect(eventsOf(securityHubFindings({ Id: "first" }, { Id: "second" }))).toEqual([
      expect.objectContaining({
        id: "7d5a3c1e-0000-4000-8000-000000000001/0",
        findingId: "first",
        envelope: expect.objectContaining({ detail: { findings: [first] } }),
      }),
      expect.objectContaining({
        id: "7d5a3c1e-0000-4000-8000-000000000001/1",
        findingId: "second",
        envelope: expect.objectContaining({ detail: { findings: [second] } }),
      }),
    ]);
  });

  it("puts a finding without one into an envelope, at the time of its update", () => {
    const updated = Date.UTC(2026, 6, 1, 11, 59);
    const event = firstOf(inApiForm(guardDutyDetail()));
    expect(event).toMatchObject({
      time: updated,
      id: expect.stringMatching(/^sha256-/),
      envelope: { source: "aws.guardduty", "detail-type": "GuardDuty Finding", detail: guardDutyDetail() },
    });
    expect(eventsOf({ Findings: [inApiForm(guardDutyDetail()), {}] })).toEqual([event]);
  });

  it("distinguishes updates of a finding, and knows them for one finding", () => {
    const before = firstOf(guardDutyDetail());
    const after = firstOf(guardDutyDetail({ updatedAt: "2026-07-01T12:30:00.000Z" }));
    expect(after?.findingId).toBe(before?.findingId);
    expect(after?.id).not.toBe(before?.id);
  });

  it("prefers the finding's account to the administrator's, which receives it", () => {
    expect(eventsOf(guardDutyFinding({ accountId: "222233334444" }))).toEqual([
      expect.objectContaining({ account: "222233334444" }),
    ]);
  });

  it("knows a finding without id by its delivery, and one without type by its event", () => {
    expect(eventsOf(guardDutyFinding({ id: undefined, type: undefined }))).toEqual([
      expect.objectContaining({ findingId: "7d5a3c1e-0000-4000-8000-000000000001", type: "GuardDuty Finding" }),
    ]);
  });

  it("says why there is no event", () => {
    expect(eventsOf("text")).toBe("not a JSON object");
    expect(eventsOf(envelope("aws.s3", "Object Created", {}))).toBe("an EventBridge event that is no finding");
    expect(eventsOf(envelope("aws.securityhub", "Security Hub Findings - Imported", {}))).toBe(
      "a finding that cannot be read",
    );
    expect(eventsOf(guardDutyDetail({ updatedAt: undefined }))).toBe("a finding that cannot be read");
  });

  it("never throws, whatever a field holds", () => {
    const damaged = fc
      .constantFrom(...SAMPLES)
      .chain((sample) => fc.tuple(fc.constant(sample), fc.constantFrom(...pathsIn(sample)), fc.jsonValue()))
      .map(([sample, path, value]) => replaced(sample, path, value));
    fc.assert(
      fc.property(damaged, (raw) => {
        const { kind } = parseEvents(raw);
        expect(["events", "skipped", "unreadable"]).toContain(kind);
      }),
    );
  });
});

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, one]) => pathsIn(one, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === name ? replaced(one, rest, by) : one));
  return { ...(value as Fields), [name]: replaced((value as Fields)[name], rest, by) };
}
