import { DocsSandbox } from "../../testing/docs-sandbox";
import { palisadeCommands, whyNoMention, whyUnknown } from "../../testing/known-command";
import { fencedBlocks, inlineCode, markdownPages } from "../../testing/markdown-pages";
import { commandLines, shellCalls, substitutions } from "../../testing/shell-lines";

// Databases are filled here, and a busy machine takes its time.
jest.setTimeout(120_000);

/** Runbooks show no commands. */
const pages = markdownPages().filter(({ path }) => !path.startsWith("docs/runbooks/"));

/** What runs without AWS, in a shell or here. The rest is only parsed. */
const RUNS = new Set(["echo", "export", "head", "node", "npx palisade"]);
const NEEDS_AWS = /^npx palisade (?:doctor|dlq)\b|^npx palisade init(?!.* --offline)|--engine athena|s3:\/\//;
/** A server and a prompt: they run until they are stopped. */
const STAYS = /^npx palisade (?:receive\b|hunt sql$)/;

/** Where it is not 0: the sandbox's logs hold attacks, and requests to other buckets. */
const STATUS: Readonly<Record<string, number>> = {
  "npx palisade preview --fail-on cutoff --last 90 LOGS": 3,
  "npx palisade replay --format sarif --output alerts.sarif --fail-on high LOGS": 3,
};

const programOf = ([first = "", second]: readonly string[]) => (first === "npx" ? `${first} ${second}` : first);

function runsHere(line: string): boolean {
  return shellCalls(line).every(({ words }) => {
    const call = words.join(" ");
    return RUNS.has(programOf(words)) && !NEEDS_AWS.test(call) && !STAYS.test(call);
  });
}

function expectedStatus(line: string): number {
  return STATUS[shellCalls(line)[0]?.words.join(" ") ?? ""] ?? 0;
}

/** Lines, and after those that begin with `$ ` what they print. */
function consoleSteps(block: string): readonly { readonly line: string; readonly printed: string }[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const end = step.indexOf("\n");
      return { line: step.slice(0, end), printed: step.slice(end + 1) };
    });
}

const withCommands = pages
  .map(({ path, text }) => ({
    path,
    steps: [
      ...fencedBlocks(text, "sh", "bash")
        .flatMap(commandLines)
        .map((line) => ({ line, printed: undefined })),
      ...fencedBlocks(text, "console").flatMap(consoleSteps),
    ],
  }))
  .filter(({ steps }) => steps.length > 0);

describe("commands in the docs", () => {
  it("are many", () => {
    expect(withCommands.flatMap(({ steps }) => steps).length).toBeGreaterThan(100);
  });

  it.each(withCommands)("exist, with their options: $path", async ({ steps }) => {
    const lines = steps.flatMap(({ line }) => [line, ...substitutions(line)]);
    const wrong: string[] = [];
    for (const line of lines) {
      for (const { words } of shellCalls(line)) {
        const why = await whyUnknown(words);
        if (why !== undefined) wrong.push(`${line}: ${why}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("exist in running text, too", async () => {
    const known = palisadeCommands();
    const wrong: string[] = [];
    for (const { path, text } of pages) {
      for (const code of inlineCode(text)) {
        const [, name] = /^(?:npx )?palisade ([a-z]+)/.exec(code) ?? [];
        if (name !== undefined && !known.has(name)) wrong.push(`${path}: ${code}: no command ${name}`);
        // "aws logs tail" names a command; with options it can be run.
        if (!/^np[xm] |^node |^terraform -chdir|^(?:aws|read) .* -/.test(code)) continue;
        for (const { words } of shellCalls(code)) {
          const why = await whyNoMention(words);
          if (why !== undefined) wrong.push(`${path}: ${code}: ${why}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  describe.each(withCommands.filter(({ steps }) => steps.some(({ line }) => runsHere(line))))(
    "of $path",
    ({ steps }) => {
      const sandbox = new DocsSandbox();
      beforeAll(() => sandbox.fill());
      afterAll(() => sandbox.remove());

      it("run in their order, and print what the page shows", async () => {
        for (const { line, printed } of steps.filter((step) => runsHere(step.line))) {
          const { status, out, err } = await sandbox.run(line);
          const expected = expectedStatus(line);
          expect({ line, status, err: status === expected ? "" : err }).toEqual({ line, status: expected, err: "" });
          if (printed !== undefined) expect(out).toBe(printed);
        }
      });
    },
  );
});
