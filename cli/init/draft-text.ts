import { Document, isScalar, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { redact } from "../../config/yaml/redact";
import { counted } from "../lib/counted";
import { visibleText } from "../lib/visible-text";
import type { Draft, DraftBucket, DraftEntry } from "./draft";

/**
 * A network for documentation, from which no one calls: with it alone the allowlist holds no network. Sample logs have callers from
 * 192.0.2.0/24 and its like, whom it would allow.
 * @see https://www.rfc-editor.org/rfc/rfc9637
 */
export const NO_NETWORK = "3fff::/20";

/** The name of the one perimeter. */
export const PERIMETER = "data";

/** No one reads more; `palisade preview` lists all. */
const MOST_IN_COMMENT = 20;
const LONGEST_LINE = 240;

/** The configuration as YAML. What logs hold becomes values and comments of a document, never its syntax. */
export function draftText(draft: Draft): string {
  const { project, account, region, emails, trail, gaps } = draft;
  const root = new YAMLMap();
  add(root, "project", project, { beside: "prefix of all names" });
  add(root, "account", account.value, { beside: account.why });
  add(root, "region", region.value, { beside: `home region of alerts, functions and logs: ${region.why}` });
  add(root, "perimeters", mapOf([PERIMETER, perimeterOf(draft)]), {
    above: ["What is protected, and who is allowed."],
  });
  if (emails.length > 0) {
    const list = listOf(emails.map((value) => ({ value })));
    const beside = "each confirms the message that AWS sends at the first deploy";
    add(root, "alerts", mapOf(["email", list, { beside }]), { above: ["Who is notified."] });
  }
  if (trail.kind === "existing") add(root, "trail", mapOf(["existing", trail.name]), { above: [trail.why] });
  else {
    add(root, "logs", mapOf(["retentionDays", 365]), {
      above: [`The log files of the trail that Palisade creates: ${trail.why}`],
    });
  }
  for (const { key } of root.items) if (isScalar(key)) key.spaceBefore = key.commentBefore !== undefined;
  const document = new Document();
  document.contents = root;
  document.commentBefore = commentOf([
    `A first configuration, made by palisade init from ${draft.origin}.`,
    "It only observes: nothing is denied, and requests from outside the allowlist raise alerts.",
    ...titled("Not known, or not looked at:", gaps, gaps.length),
  ]);
  return document.toString({ lineWidth: 0 });
}

function perimeterOf({ buckets, leftOut, ...draft }: Draft): YAMLMap {
  const others = leftOut.map(({ value, why }) => `${value}: ${why}`);
  return mapOf(
    ["mode", "observe", { beside: "enforce also denies; palisade preview --enforce says who would lose access" }],
    ["scope", "data", { beside: "requests for objects and listings; all: management of the bucket too" }],
    ["buckets", sequenceOf(buckets.map(bucketOf))],
    ["allow", allowOf(draft), { above: titled("Not protected:", others) }],
  );
}

function bucketOf({ name, region, policy }: DraftBucket): YAMLMap | Scalar {
  const beside = region === undefined ? "its region is not known: the home region is assumed" : undefined;
  if (region === undefined && policy.kind === "unknown") return scalar(name, beside);
  return mapOf(
    ["name", name, { beside }],
    ...(region === undefined ? [] : [["region", region] as MapEntry]),
    ...policyOf(policy),
  );
}

function policyOf(policy: DraftBucket["policy"]): readonly MapEntry[] {
  switch (policy.kind) {
    case "unknown":
      return [];
    case "none":
      return [["existingPolicy", "none", { beside: "it has no policy of its own" }]];
    case "kept":
      return [["existingPolicy", policy.file, { beside: `keeps ${counted(policy.statements, "statement")}` }]];
  }
}

const LISTS = ["cidrs", "vpcEndpoints", "principals"] as const satisfies readonly DraftEntry["key"][];

function allowOf({ allowed, doubtful }: Pick<Draft, "allowed" | "doubtful">): YAMLMap {
  const hasNetwork = allowed.some(({ key }) => key === "cidrs" || key === "vpcEndpoints");
  const stand: DraftEntry = {
    key: "cidrs",
    value: NO_NETWORK,
    why: "an example, from which no one calls: write your networks here",
  };
  const entries = hasNetwork ? allowed : [stand, ...allowed];
  const doubts = doubtful.map(({ key, value, why }) => `${key}: ${value} # ${why}`);
  return mapOf(
    ...LISTS.flatMap((key): readonly MapEntry[] => {
      const listed = entries.filter((entry) => entry.key === key);
      return listed.length === 0 ? [] : [[key, listOf(listed)]];
    }),
    [
      "awsServices",
      true,
      {
        above: titled("Seen in the logs, and not sure enough to be allowed:", doubts),
        beside: "AWS services, and what they do on a principal's behalf",
      },
    ],
  );
}

/** Lines below a title, as many as are read. */
function titled(title: string, lines: readonly string[], most = MOST_IN_COMMENT): readonly string[] {
  if (lines.length === 0) return [];
  const left = lines.length - most;
  const shown = lines.slice(0, most).map((line) => `- ${line}`);
  return [title, ...shown, ...(left > 0 ? [`- and ${left} more`] : [])];
}

interface Comments {
  /** Lines above the key. */
  readonly above?: readonly string[];
  /** Behind the value, or behind the key of a list or a map. */
  readonly beside?: string | undefined;
}

type MapEntry = readonly [key: string, value: unknown, comments?: Comments];

function mapOf(...entries: readonly MapEntry[]): YAMLMap {
  const map = new YAMLMap();
  for (const [key, value, comments] of entries) add(map, key, value, comments);
  return map;
}

function add(map: YAMLMap, key: string, value: unknown, { above = [], beside }: Comments = {}): void {
  const keyNode = new Scalar(key);
  const isCollection = value instanceof YAMLMap || value instanceof YAMLSeq;
  const valueNode = isCollection ? value : scalar(value, beside);
  if (above.length > 0) keyNode.commentBefore = commentOf(above);
  if (isCollection && beside !== undefined) keyNode.comment = commentOf([beside]);
  map.items.push(new Pair(keyNode, valueNode));
}

function listOf(entries: readonly { readonly value: string; readonly why?: string }[]): YAMLSeq {
  return sequenceOf(entries.map(({ value, why }) => scalar(value, why)));
}

function sequenceOf(items: readonly (YAMLMap | Scalar)[]): YAMLSeq {
  const sequence = new YAMLSeq();
  sequence.items.push(...items);
  return sequence;
}

function scalar(value: unknown, beside?: string): Scalar {
  const node = new Scalar(value);
  if (beside !== undefined) node.comment = commentOf([beside]);
  return node;
}

/** A line break of any kind would end the comment, and logs may hold one. */
function commentOf(lines: readonly string[]): string {
  return lines.map((line) => ` ${redact(visibleText(line, LONGEST_LINE))}`).join("\n");
}
