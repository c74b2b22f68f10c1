import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import { UsageError } from "../lib/usage-error";
import { cannotWrite } from "../lib/write-problem";
import { writeWhole } from "../lib/write-whole";

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Detections on lines of access logs, by their ids. */
const ON_ACCESS_LOGS = /^s3\.access-log-/;

/**
 * Writes a detection that is still to be filled in, its docs and its test, and puts it into the registry and its docs among the others.
 * `folder` holds the detections. Returns the files that it wrote. Throws a UsageError, and writes nothing, when the id cannot be used.
 */
export function scaffold(id: string, folder: string): readonly string[] {
  checkId(id);
  const onAccessLogs = ON_ACCESS_LOGS.test(id);
  const base = join(folder, id.replace(".", "/"));
  const written = [
    { path: `${base}.ts`, text: onAccessLogs ? accessLogDetectionText(id) : detectionText(id) },
    { path: `${base}.docs.ts`, text: docsText(id) },
    { path: `${base}.test.ts`, text: onAccessLogs ? accessLogTestText(id) : testText(id) },
  ];
  const taken = written.find(({ path }) => existsSync(path));
  if (taken !== undefined) throw new UsageError(`detection: ${taken.path} exists already, expected an id that is free`);
  const constant = constantOf(id);
  const module = `./${id.replace(".", "/")}`;
  const lists = [
    listed(join(folder, "registry.ts"), {
      name: onAccessLogs ? "ACCESS_LOG_DETECTIONS" : "DETECTIONS",
      end: "];",
      entry: `  ${constant},`,
      constant,
      module,
    }),
    listed(join(folder, "docs.ts"), {
      name: "DETECTION_DOCS",
      end: "};",
      entry: `  "${id}": ${constant}Docs,`,
      constant: `${constant}Docs`,
      module: `${module}.docs`,
    }),
  ];
  try {
    mkdirSync(dirname(base), { recursive: true });
    for (const { path, text } of written) writeFileSync(path, text, { flag: "wx" });
    for (const { path, text } of lists) writeWhole(path, text);
  } catch (error) {
    for (const { path } of written) rmSync(path, { force: true });
    throw cannotWrite("--into", folder, error);
  }
  return [...written, ...lists].map(({ path }) => path);
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

function readList(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `--into: no ${path}, expected the folder of the detections, fix: run it in Palisade's own folder, or name engine/detections`,
      { cause: error },
    );
  }
}

interface Listing {
  /** The list's name, and the line that ends it. */
  readonly name: string;
  readonly end: string;
  readonly entry: string;
  /** What to import, and from where. */
  readonly constant: string;
  readonly module: string;
}

/** A file's text with one more import, in its place by the alphabet, and one more entry in a list. */
function listed(path: string, { name, end, entry, constant, module }: Listing): { path: string; text: string } {
  const lines = readList(path).split("\n");
  const opening = lines.findIndex((line) => line.startsWith(`export const ${name}`));
  const closing = lines.findIndex((line, index) => index > opening && line === end);
  const imports = lines.flatMap((line, index) => {
    const [, from] = /^import .* from "(.*)";$/.exec(line) ?? [];
    return from === undefined ? [] : [{ from, index }];
  });
  const lastImport = imports.at(-1);
  if (opening < 0 || closing < 0 || lastImport === undefined) {
    throw new UsageError(`--into: no list of ${name} in ${path}, expected the one of the detections`);
  }
  const next = imports.find(({ from }) => from.startsWith("./") && from > module);
  const text = lines
    .toSpliced(closing, 0, entry)
    .toSpliced(next?.index ?? lastImport.index + 1, 0, `import { ${constant} } from "${module}";`)
    .join("\n");
  return { path, text };
}

function constantOf(id: string): string {
  return id.replace(/[.-](.)/g, (_, letter: string) => letter.toUpperCase());
}

function detectionText(id: string): string {
  const [service = ""] = id.split(".");
  return `import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { actorInWords, originInWords } from "../facts/wording";

/** TODO: what it sees, in one sentence. */
export const ${constantOf(id)} = defineDetection({
  id: "${id}",
  title: "TODO: say what happened, in up to 80 characters",
  enabledByDefault: false,
  severity: "low",
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

function accessLogDetectionText(id: string): string {
  return `import { defineAccessLogDetection } from "../engine/define-detection";
import { lineOriginInWords, requesterInWords } from "../facts/access-log-wording";

/** TODO: what it sees, in one sentence. */
export const ${constantOf(id)} = defineAccessLogDetection({
  id: "${id}",
  title: "TODO: say what happened, in up to 80 characters",
  enabledByDefault: false,
  severity: "low",
  matches: (event) => {
    // TODO: what tells it from something ordinary?
    if (event.operation !== "TODO") return undefined;
    return { summary: \`\${requesterInWords(event)} did TODO from \${lineOriginInWords(event)}\` };
  },
  dedupBy: ({ actor, bucket }) => [actor.id, bucket],
});
`;
}

function docsText(id: string): string {
  return `import type { DetectionDocs } from "../engine/detection-docs";

export const ${constantOf(id)}Docs: DetectionDocs = {
  status: "experimental",
  // Such as "TA0010:T1537": ATT&CK v16, tactic and technique.
  attack: [],
  description: "TODO: what it sees, for the person who decides whether to enable it.",
  misses: ["TODO: what it cannot see"],
  falsePositives: ["TODO: who does this legitimately"],
  runbook: ["TODO: what to look at first.", "TODO: what to do if no one knows the caller."],
};
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

function accessLogTestText(id: string): string {
  const [, name = ""] = id.split(".");
  const constant = constantOf(id);
  return `import { describeAccessLogDetection } from "../../../testing/test-access-log-detection";
import { ${constant} } from "./${name}";

describeAccessLogDetection(${constant}, {
  // Fields in which the lines differ from the sample.
  line: { operation: "REST.GET.OBJECT" },
  matches: [["TODO: what it must see", {}, { severity: "low" }]],
  ignores: [
    ["TODO: what is much like it and harmless", {}],
    ["what was refused", { status: "403", errorCode: "AccessDenied" }],
  ],
});
`;
}
