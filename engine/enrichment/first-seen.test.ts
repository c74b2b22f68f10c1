import { aMatch } from "../../testing/fixtures/match-fixture";
import { createMemoryStateStore } from "../incidents/state/create-state-store";
import { createFirstSeen } from "./first-seen";

const rows = async (enricher: ReturnType<typeof createFirstSeen>, match: ReturnType<typeof aMatch>) =>
  (await enricher.enrich(match)).rows.map(({ value }) => value);

describe("the first alert on a caller from a network", () => {
  it("says so, and says it again when it comes again", async () => {
    const enricher = createFirstSeen(createMemoryStateStore());
    const match = aMatch();
    const first = ["no alert on this caller came from 198.51.0.0/16 before"];
    expect(await rows(enricher, match)).toEqual(first);
    expect(await rows(enricher, match)).toEqual(first);
  });

  it("is not one whose network or caller had an alert before", async () => {
    const enricher = createFirstSeen(createMemoryStateStore());
    await enricher.enrich(aMatch(0));
    expect(await rows(enricher, aMatch(1, { sourceIp: "198.51.7.7" }))).toEqual([]);
    expect(await rows(enricher, aMatch(2, { sourceIp: "203.0.113.9" }))).toHaveLength(1);
    expect(await rows(enricher, aMatch(3, { actor: "arn:aws:iam::111122223333:user/bob" }))).toHaveLength(1);
  });

  it.each([
    ["a private address", { sourceIp: "10.0.0.1" }],
    ["no address", { sourceIp: "AWS Internal" }],
    ["nobody", { actor: "anonymous", actorKind: "anonymous" }],
    ["a service", { actor: "delivery.logs.amazonaws.com", actorKind: "service" }],
    ["a finding", { actor: "aws.guardduty", actorKind: "service" }],
  ])("is nothing to speak of for %s", async (_, match) => {
    expect(await rows(createFirstSeen(createMemoryStateStore()), aMatch(0, match))).toEqual([]);
  });

  it("fails where the state cannot be read", async () => {
    const broken = {
      promote: async (candidates: readonly unknown[]) => ({
        promoted: new Map(),
        failures: new Map(candidates.map((one) => [one, new Error("table out of reach")])),
      }),
    };
    await expect(async () => createFirstSeen(broken as never).enrich(aMatch())).rejects.toThrow("table out of reach");
  });
});
