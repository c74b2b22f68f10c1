import { surroundings } from "../../testing/fixtures/doctor-fixture";
import { type Check, fail, pass } from "./probe";
import { runChecks, type Watcher } from "./run-probes";

const check = (id: string, look: Check["look"], needs: readonly string[] = []): Check => ({
  id,
  title: `${id} holds`,
  needs,
  look,
});
const fine = async () => [pass("thing", "fine")];
const quiet: Watcher = { begun: () => {}, ended: () => {} };
const run = (checks: readonly Check[], watcher = quiet) => runChecks(checks, surroundings({}), watcher);

describe("runChecks", () => {
  it("gives what checks saw in the order of the list, whichever ended first", async () => {
    const ended: string[] = [];
    const slow = check("slow", () => new Promise((resolve) => setImmediate(() => resolve([pass("thing", "slow")]))));
    const examined = await run([slow, check("fast", fine)], {
      ...quiet,
      ended: (one) => void ended.push(one.check.id),
    });
    expect(ended).toEqual(["fast", "slow"]);
    expect(examined.map((one) => one.check.id)).toEqual(["slow", "fast"]);
  });

  it("does not look where what is needed did not pass, and says so", async () => {
    const looked = jest.fn(fine);
    const examined = await run([
      check("first", async () => [fail("thing", "broken", "mend it")]),
      check("second", looked, ["first"]),
    ]);
    expect(looked).not.toHaveBeenCalled();
    expect(examined[1]?.lines).toEqual([
      { status: "unknown", subject: "second holds", why: "not looked at, since first did not pass" },
    ]);
  });

  it("goes on where a check itself breaks", async () => {
    const broken = check("broken", async () => {
      throw new Error("oh");
    });
    const [first, second] = await run([broken, check("other", fine)]);
    expect(first?.lines).toEqual([{ status: "unknown", subject: "broken holds", why: "the check itself broke: oh" }]);
    expect(second?.lines).toEqual([pass("thing", "fine")]);
  });

  it("refuses a list in which a check stands before what it needs", async () => {
    await expect(run([check("second", fine, ["first"]), check("first", fine)])).rejects.toThrow(/second needs one/);
  });
});
