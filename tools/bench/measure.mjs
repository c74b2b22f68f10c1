import { spawnSync } from "node:child_process";

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs each command in turn, round after round, so that noise of the machine falls on all alike. Milliseconds, median. */
export function interleave(commands, rounds) {
  const times = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    commands.forEach(({ args, env, cwd }, i) => {
      const started = process.hrtime.bigint();
      const { status, stderr } = spawnSync(process.execPath, args, {
        env: { ...process.env, ...env },
        cwd,
        stdio: ["ignore", "ignore", "pipe"],
      });
      if (status !== 0)
        throw new Error(
          `${args.join(" ")} ended with ${status}: ${String(stderr).trim().split("\n").slice(-12).join("\n")}`,
        );
      times[i].push(Number(process.hrtime.bigint() - started) / 1e6);
    });
  }
  return times.map(median);
}

/** Best of several runs of a synchronous function, in seconds. */
export function best(run, times = 5) {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const started = process.hrtime.bigint();
    run();
    least = Math.min(least, Number(process.hrtime.bigint() - started) / 1e9);
  }
  return least;
}

export const rate = (count, seconds) => `${(count / seconds / 1e6).toFixed(2)} M/s`;
