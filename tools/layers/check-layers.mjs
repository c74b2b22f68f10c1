import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { cruise } from "dependency-cruiser";

const config = createRequire(import.meta.url)("./dependency-cruiser.cjs");

/** Modules that a room must at least have; the cruiser calls nothing at all "no violations". */
const rooms = ["main.ts", "config", "stacks", "engine", "aws", "functions", "cli", "tools", "testing"];
const missing = rooms.filter((room) => !existsSync(room));
if (missing.length > 0) {
  console.error(
    `check-layers: no ${missing.join(", ")}, expected all of ${rooms.join(", ")}, fix: run in the project's root`,
  );
  process.exit(1);
}

const { output } = await cruise(rooms, { ...config.options, validate: true, ruleSet: { forbidden: config.forbidden } });
const { modules, summary } = output;
const unseen = rooms.filter((room) => !modules.some(({ source }) => source === room || source.startsWith(`${room}/`)));

for (const { from, to, rule, cycle } of summary.violations) {
  const path = cycle ? [from, ...cycle.map(({ name }) => name)].join(" -> ") : `${from} -> ${to}`;
  const comment = config.forbidden.find(({ name }) => name === rule.name)?.comment ?? "";
  console.error(`${rule.name}: ${path}\n  ${comment}`);
}
for (const room of unseen) console.error(`check-layers: cruised no module of ${room}`);

if (unseen.length > 0 || summary.error > 0) process.exit(1);
console.log(`layers hold: ${modules.length} modules, ${summary.totalDependenciesCruised} dependencies`);
