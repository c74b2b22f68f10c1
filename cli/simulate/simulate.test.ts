import { join } from "node:path";
import { Readable } from "node:stream";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import type { Fields } from "@palisade/engine/events/fields";
import { AddressSet } from "@palisade/engine/perimeter/address-set";
import { detectorSettings } from "../../config/derived/detector-settings";
import { loadConfig } from "../../config/load-config";
import { replay } from "../replay/replay";
import { createRandom } from "./random";
import type { Scenario } from "./scenario";
import { SCENARIOS } from "./scenarios";
import { simulate } from "./simulate";
import { stageOf } from "./stage";

const config = loadConfig(join(__dirname, "../../palisade.yaml"));
const settings = detectorSettings(config);

function recordsOf(scenarios: readonly Scenario[], { seed = 1, background = 300 } = {}): Promise<readonly Fields[]> {
  const random = createRandom(seed);
  return simulate(scenarios, stageOf(config, { start: Date.UTC(2026, 10, 20, 8), random }), background);
}

async function raisedBy(records: readonly Fields[]): Promise<readonly string[]> {
  const stdin = Readable.from(
    records.map((record) => `${JSON.stringify(record)}\n`),
    { objectMode: false },
  );
  const { alerts, summary, unreadable } = await replay(["-"], { settings, threads: 1, stdin });
  expect({ read: summary.read, unreadable }).toEqual({ read: records.length, unreadable: [] });
  return [...new Set(alerts.map(({ match }) => match.detection))].toSorted();
}

describe("simulate", () => {
  it.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))(
    "%s raises what it says",
    async (_, scenario) => {
      expect(await raisedBy(await recordsOf([scenario]))).toEqual(expect.arrayContaining([...scenario.raises]));
    },
  );

  it.each([1, 2, 3])("an ordinary hour raises nothing, seed %d", async (seed) => {
    expect(await raisedBy(await recordsOf([], { seed, background: 3_000 }))).toEqual([]);
  });

  it("gives equal records for equal seeds, others for others, in order of time", async () => {
    const records = await recordsOf(SCENARIOS);
    expect(await recordsOf(SCENARIOS)).toEqual(records);
    expect(await recordsOf(SCENARIOS, { seed: 2 })).not.toEqual(records);
    const times = records.map((record) => String(record["eventTime"]));
    expect(times).toEqual(times.toSorted());
  });

  it("names only detections that there are", () => {
    const known = DETECTIONS.map(({ id }) => id);
    expect(SCENARIOS.flatMap(({ raises }) => raises).filter((id) => !known.includes(id))).toEqual([]);
  });
});

describe("stageOf", () => {
  it("puts the stranger outside and the others inside, whatever the allowlist holds", () => {
    const [first] = config.perimeters;
    if (!first) throw new Error("the default configuration has no perimeter");
    const cidrs = ["198.51.100.0/24", "192.0.2.0/24"];
    const perimeter = { ...first.perimeter, allow: { ...first.perimeter.allow, cidrs } };
    const stage = stageOf({ ...config, perimeters: [{ ...first, perimeter }] }, { start: 0, random: createRandom(1) });
    const allowed = AddressSet.of(cidrs);
    expect(allowed.has(stage.inside.sourceIPAddress)).toBe(true);
    expect(allowed.has(stage.outside.sourceIPAddress)).toBe(false);
  });

  it("comes through an endpoint where no address is allowed", () => {
    const [first] = config.perimeters;
    if (!first) throw new Error("the default configuration has no perimeter");
    const allow = { ...first.perimeter.allow, cidrs: [], vpcEndpoints: ["vpce-0123456789abcdef0"] };
    const perimeters = [{ ...first, perimeter: { ...first.perimeter, allow } }];
    const { inside } = stageOf({ ...config, perimeters }, { start: 0, random: createRandom(1) });
    expect(inside.vpcEndpointId).toBe("vpce-0123456789abcdef0");
  });
});
