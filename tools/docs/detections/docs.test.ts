import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Detection, defineDetection } from "@palisade/engine/detections/engine/define-detection";
import { type DocumentedDetection, detectionDocs } from "./docs";
import { outdatedDocs, writeDocs } from "./docs-on-disk";
import { DOCUMENTED_DETECTIONS } from "./documented-detections";

const CALL = defineDetection({
  id: "s3.something-odd",
  title: "Something <odd> | was done to a*b*",
  enabledByDefault: false,
  severity: "high",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [],
  matches: () => undefined,
  dedupBy: () => [],
});

const DETECTION: DocumentedDetection = {
  ...CALL,
  status: "experimental",
  attack: ["TA0005:T1562.008", "TA0010:T1537"],
  description: "Sees `a*b*` in the_log.",
  misses: ["what is not logged"],
  falsePositives: ["colleagues"],
  runbook: ["Look at `allow`.", "Revoke the sessions."],
};

function textsOf(detection: DocumentedDetection = DETECTION, leftOut: Parameters<typeof detectionDocs>[1] = []) {
  const docs = detectionDocs([detection], leftOut);
  return {
    catalogue: docs.get("docs/catalogue/detections.md") ?? "",
    runbook: docs.get(`docs/runbooks/${detection.id}.md`) ?? "",
  };
}

describe("docs/catalogue/detections.md and docs/runbooks", () => {
  it("are what node tools/build/run.mjs tools/docs/detections/write-docs.ts writes", () => {
    expect(outdatedDocs(detectionDocs(DOCUMENTED_DETECTIONS), join(__dirname, "../../.."))).toEqual([]);
  });
});

describe("detectionDocs", () => {
  it("tells all there is of a detection, with the techniques of a version", () => {
    const { catalogue } = textsOf();
    for (const part of [
      "1 detections, 0 of them on",
      "| [s3.something-odd](#s3something-odd) | high | off | Something \\<odd\\> \\| was done to a\\*b\\* |",
      "### s3.something-odd\n",
      "Sees `a*b*` in the\\_log.",
      "- Severity: high and above; off by default; experimental",
      "- Seen in: CloudTrail management events",
      "[T1562.008](https://attack.mitre.org/versions/v16/techniques/T1562/008/) of [TA0005](https://attack.mitre.org/versions/v16/tactics/TA0005/), [T1537](",
      "- What to do: [runbook](../runbooks/s3.something-odd.md)",
      "It misses:\n\n- what is not logged\n",
      "Legitimate causes:\n\n- colleagues\n",
    ]) {
      expect(catalogue).toContain(part);
    }
    expect(catalogue).not.toMatch(/Tuning:|Left out/);
  });

  it.each<[Detection["state"], string]>([
    [
      { kind: "threshold", reach: 50, withinMinutes: 60, unit: "deletions" },
      "- Tuning: `threshold: 50` (deletions), `withinMinutes: 60`\n",
    ],
    [
      {
        kind: "sequence",
        withinMinutes: 1800,
        steps: [
          { what: "copies", reach: 10 },
          { what: "deletions", reach: 5 },
        ],
        stepOf: () => 0,
      },
      "- Tuning: `withinMinutes: 1800`; it takes 10 copies, then 5 deletions\n",
    ],
    [
      { kind: "first-seen", by: () => [], valueOf: () => "", learningDays: 14 },
      "- It learns what is usual for 14 days from its first event on, and does not alert meanwhile; a replay of a shorter log lists it as still learning\n",
    ],
  ])("says how to tune a state: %j", (state, expected) => {
    expect(textsOf({ ...DETECTION, state } as DocumentedDetection).catalogue).toContain(expected);
  });

  it("has a page for the person who is alerted, with the steps and the way to silence it", () => {
    const { runbook } = textsOf();
    expect(runbook).toMatch(/^# Something \\<odd\\>/);
    expect(runbook).toContain("1. Look at `allow`.\n2. Revoke the sessions.\n");
    expect(runbook).toContain("(../catalogue/detections.md#s3something-odd)");
    expect(runbook).toContain("suppressions:\n  - detection: s3.something-odd\n");
  });

  it("lists what was left out, and why", () => {
    const { catalogue } = textsOf(DETECTION, [{ what: "Access by server log", why: "no reader | yet" }]);
    expect(catalogue).toContain(
      "## Left out\n\n| What | Why |\n| --- | --- |\n| Access by server log | no reader \\| yet |\n",
    );
  });
});

describe("the docs on disk", () => {
  it("are outdated while they are missing, changed or left over, and are not after writing", () => {
    const root = mkdtempSync(join(tmpdir(), "palisade-docs-"));
    const docs = detectionDocs([DETECTION]);
    expect(outdatedDocs(docs, root)).toEqual(["docs/catalogue/detections.md", "docs/runbooks/s3.something-odd.md"]);
    writeDocs(docs, root);
    expect(outdatedDocs(docs, root)).toEqual([]);
    writeFileSync(join(root, "docs/catalogue/detections.md"), "changed");
    writeFileSync(join(root, "docs/runbooks/s3.gone.md"), "old");
    expect(outdatedDocs(docs, root)).toEqual(["docs/catalogue/detections.md", "docs/runbooks/s3.gone.md"]);
    writeDocs(docs, root);
    expect(readdirSync(join(root, "docs/runbooks"))).toEqual(["s3.something-odd.md"]);
    rmSync(root, { recursive: true });
  });
});
