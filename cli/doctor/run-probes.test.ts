import { surroundings } from "../../testing/fixtures/doctor-fixture";
import { fail, type Probe, pass } from "./probe";
import { runProbes, type Watcher } from "./run-probes";

const probe = (id: string, look: Probe["look"], needs: readonly string[] = []): Probe => ({
  id,
  title: `${id} holds`,
  needs,
  look,
});
const fine = async () => [pass("thing", "fine")];
const quiet: Watcher = { begun: () => {}, ended: () => {} };
const run = (probes: readonly Probe[], watcher = quiet) => runProbes(probes, surroundings({}), watcher);

describe("runProbes", () => {
  it("gives what probes saw in the order of the list, whichever ended first", async () => {
    const ended: string[] = [];
    const slow = probe("slow", () => new Promise((resolve) => setImmediate(() => resolve([pass("thing", "slow")]))));
    const examined = await run([slow, probe("fast", fine)], {
      ...quiet,
      ended: (one) => void ended.push(one.probe.id),
    });
    expect(ended).toEqual(["fast", "slow"]);
    expect(examined.map((one) => one.probe.id)).toEqual(["slow", "fast"]);
  });

  it("does not look where what is needed did not pass, and says so", async () => {
    const looked = jest.fn(fine);
    const examined = await run([
      probe("first", async () => [fail("thing", "broken", "mend it")]),
      probe("second", looked, ["first"]),
    ]);
    expect(looked).not.toHaveBeenCalled();
    expect(examined[1]?.lines).toEqual([
      { status: "unknown", subject: "second holds", why: "not looked at, since first did not pass" },
    ]);
  });

  it("goes on where a probe itself breaks", async () => {
    const broken = probe("broken", async () => {
      throw new Error("oh");
    });
    const [first, second] = await run([broken, probe("other", fine)]);
    expect(first?.lines).toEqual([{ status: "unknown", subject: "broken holds", why: "the probe itself broke: oh" }]);
    expect(second?.lines).toEqual([pass("thing", "fine")]);
  });

  it("refuses a list in which a probe stands before what it needs", async () => {
    await expect(run([probe("second", fine, ["first"]), probe("first", fine)])).rejects.toThrow(/second needs one/);
  });
});
