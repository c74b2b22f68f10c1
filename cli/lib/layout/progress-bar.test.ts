import { PassThrough } from "node:stream";
import { emulatedScreen } from "../../../testing/fixtures/emulated-screen-fixture";
import { createProgressBar } from "./progress-bar";

function terminal(more: { readonly isTTY?: boolean; readonly columns?: number } = { isTTY: true, columns: 60 }) {
  return Object.assign(new PassThrough({ highWaterMark: 1024 ** 2 }), more);
}

/** A bar of something that takes 100 ms for each of 1,000 parts. */
function writtenBy(stderr: PassThrough, env = {}, parts = 500): string {
  let time = 0;
  const bar = createProgressBar({ stderr, env }, () => time);
  for (let done = 0; done <= parts; done++) {
    time = done * 100;
    bar.update(done, 1000);
  }
  return String(stderr.read() ?? "");
}

it.each([20, 40, 60, 80, 120])("is one line of %i columns, that is written over", async (columns) => {
  const screen = await emulatedScreen(writtenBy(terminal({ isTTY: true, columns })), columns);
  expect(screen.broken).toEqual([]);
  expect(screen.lines.filter((line) => line !== "")).toEqual([expect.stringMatching(/^█+░+ 50%/)]);
});

it("says how long it takes from here on", () => {
  expect(writtenBy(terminal())).toContain(" 10% | 1m30s left");
});

it("leaves nothing behind", async () => {
  const stderr = terminal();
  const bar = createProgressBar({ stderr, env: {} });
  bar.update(1, 2);
  bar.clear();
  const written = String(stderr.read());
  expect((await emulatedScreen(written, 60)).lines.join("")).toBe("");
  // Nor a hidden cursor, should the process be killed.
  expect(written).not.toContain("\u001b[?");
});

it.each([
  ["where there is no terminal", terminal({}), {}, 1000],
  ["where a line cannot be written over", terminal(), { TERM: "dumb" }, 1000],
  ["where the total is not known", terminal(), {}, 0],
] as const)("is not there %s", (_, stderr, env, total) => {
  createProgressBar({ stderr, env }).update(1, total);
  expect(stderr.read()).toBe(null);
});
