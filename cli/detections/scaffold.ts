import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import { UsageError } from "../lib/usage-error";
import { cannotWrite } from "../lib/write-problem";
import { writeWhole } from "../lib/write-whole";

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const REGISTRY = "registry.ts";

/**
 * Writes a detection that is still to be filled in and its test, and puts it into the registry. `folder` holds the detections. Returns
 * the files that it wrote. Throws a UsageError, and writes nothing, when the id cannot be used.
 */
export function scaffold(id: string, folder: string): readonly string[] {
  checkId(id);
  const path = join(folder, `${id.replace(".", "/")}.ts`);
  const testPath = path.replace(/\.ts$/, ".test.ts");
  const taken = [path, testPath].find((file) => existsSync(file));
  if (taken !== undefined) throw new UsageError(`detection: ${taken} exists already, expected an id that is free`);
  const registryPath = join(folder, REGISTRY);
  const registry = registered(id, readRegistry(registryPath), registryPath);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, detectionText(id), { flag: "wx" });
    writeFileSync(testPath, testText(id), { flag: "wx" });
    writeWhole(registryPath, registry);
  } catch (error) {
    for (const file of [path, testPath]) rmSync(file, { force: true });
    throw cannotWrite("--into", folder, error);
  }
  return [path, testPath, registryPath];
}

function checkId(id: string): void {
  if (!ID.test(id) || id.length > 64) {
    throw new UsageError(
      `detection: got ${JSON.stringify(id)}, expected a service and what happens, in lower case, such as s3.policy-made-public`,
    );
  }
  if (ALL_DETECTIONS.some((detection) => detection.id === id)) {
    throw new UsageError(`detection: got ${JSON.stringify(id)}, which exists already, expected an id that is free`);
  }
}

function readRegistry(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `--into: no ${path}, expected the folder of the detections, fix: run it in Palisade's own folder, or name engine/detections`,
      { cause: error },
    );
  }
}

/** The registry's text with one more import, in its place by the alphabet, and one more entry. */
function registered(id: string, text: string, path: string): string {
  const constant = constantOf(id);
  const module = `./${id.replace(".", "/")}`;
  const lines = text.split("\n");
  const opening = lines.findIndex((line) => line.startsWith("export const DETECTIONS"));
  const closing = lines.findIndex((line, index) => index > opening && line === "];");
  const imports = lines.flatMap((line, index) => {
    const [, from] = /^import .* from "(.*)";$/.exec(line) ?? [];
    return from === undefined ? [] : [{ from, index }];
  });
  const lastImport = imports.at(-1);
  if (opening < 0 || closing < 0 || lastImport === undefined) {
    throw new UsageError(`--into: no list of DETECTIONS in ${path}, expected the registry of the detections`);
  }
  const next = imports.find(({ from }) => from.startsWith("./") && from > module);
  return lines
    .toSpliced(closing, 0, `  ${constant},`)
    .toSpliced(next?.index ?? lastImport.index + 1, 0, `import { ${constant} } from "${module}";`)
    .join("\n");
}

function constantOf(id: string): string {
  return id.replace(/[.-](.)/g, (_, letter: string) => letter.toUpperCase());
}

function detectionText(id: string): string {
  const [service = ""] = id.split(".");
  return `import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/listen";
import { actorInWords, originInWords } from "../facts/wording";

/** TODO: what it sees, in one sentence. */
export const ${constantOf(id)} = defineDetection({
  id: "${id}",
  title: "TODO: say what happened, in up to 80 characters",
  status: "experimental",
  enabledByDefault: false,
  severity: "low",
  // Such as "TA0010:T1537": ATT&CK v16, tactic and technique.
  attack: [],
  description: "TODO: what it sees, for whoever decides whether to switch it on.",
  misses: ["TODO: what it cannot see"],
  falsePositives: ["TODO: who does this in good faith"],
  runbook: ["TODO: what to look at first.", "TODO: what to do if nobody knows the caller."],
  log: "CloudTrail management events",
  purpose: "changes",
  // Names as CloudTrail logs them, which are not always those of the permissions.
  patterns: () => [calls("${service}", ["TODO"])],
  matches: (event) => {
    // TODO: what tells it from something ordinary?
    if (event.name !== "TODO") return undefined;
    return { summary: \`\${actorInWords(event.actor)} did TODO from \${originInWords(event)}\` };
  },
  dedupBy: ({ actor, bucket }) => [actor.id, bucket ?? ""],
});
`;
}

function testText(id: string): string {
  const [service = "", name = ""] = id.split(".");
  const constant = constantOf(id);
  return `import { describeDetection } from "../../../testing/test-detection";
import { ${constant} } from "./${name}";

describeDetection(${constant}, {
  // Fields in which the records differ from the sample, a GetObject of alice.
  record: { eventSource: "${service}.amazonaws.com", eventName: "NameOfTheCall" },
  matches: [["TODO: what it must see", {}, { severity: "low" }]],
  ignores: [
    ["TODO: what is much like it and harmless", {}],
    ["what was refused", { errorCode: "AccessDenied" }],
  ],
});
`;
}
