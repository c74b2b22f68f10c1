import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import type { Severity } from "@palisade/engine/severity";
import type { ArtifactLocation, Location, Log, Notification, ReportingDescriptor, Result } from "sarif";
import manifest from "../../package.json";
import { visibleText } from "../visible-text";

export interface SarifRule {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** As Markdown. */
  readonly help: string;
  readonly helpUri?: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
}

export interface SarifResult {
  readonly rule: string;
  readonly severity: Severity;
  /** May hold text from a log. */
  readonly message: string;
  /** The file that it was found in. */
  readonly file?: string;
  /** What it is about, such as an ARN. */
  readonly resources?: readonly string[];
  /** Equal where the same is found again. */
  readonly fingerprint: string;
  readonly count?: number;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** What a reader has to know before taking the absence of results for an answer. */
export interface SarifNotification {
  readonly id: string;
  readonly level: "error" | "warning" | "note";
  readonly text: string;
}

export interface SarifRun {
  /** Tells runs of one tool apart, such as `palisade/replay`. */
  readonly category: string;
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
  readonly notifications: readonly SarifNotification[];
  readonly files: readonly string[];
}

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, with what GitHub's code scanning asks for besides. */
export function sarifLog({ category, rules, results, notifications, files }: SarifRun): Log {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Palisade", semanticVersion: manifest.version, rules: rules.map(ruleOf) } },
        automationDetails: { id: `${category}/` },
        invocations: [
          {
            executionSuccessful: notifications.every(({ level }) => level !== "error"),
            toolExecutionNotifications: notifications.map(notificationOf),
          },
        ],
        artifacts: files.map((file) => ({ location: locationOf(file), roles: ["analysisTarget"] })),
        results: results.map((result) => resultOf(result, indexes.get(result.rule))),
      },
    ],
  };
}

const LEVELS: Readonly<Record<Severity, Result.level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  informational: "note",
};

/**
 * GitHub takes more than 9.0 for critical, from 7.0 on for high, and from 4.0 on for medium; what has none goes by its level alone.
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const SCORES: Readonly<Partial<Record<Severity, string>>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

function ruleOf({ id, title, description, help, helpUri, severity, tags }: SarifRule): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: { text: help, markdown: help },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ["security", ...tags], ...scoreOf(severity) },
  };
}

function scoreOf(severity: Severity) {
  const score = SCORES[severity];
  return score === undefined ? {} : { "security-severity": score };
}

function resultOf(result: SarifResult, ruleIndex: number | undefined): Result {
  const { rule, severity, message, fingerprint, count, properties } = result;
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: withoutMarkup(visibleText(message, LONGEST_MESSAGE)) },
    locations: [placeOf(result)],
    partialFingerprints: { "palisade/v1": fingerprint },
    ...(count !== undefined && { occurrenceCount: count }),
    properties: { ...scoreOf(severity), severity, ...properties },
  };
}

function placeOf({ file, resources = [] }: SarifResult): Location {
  return {
    ...(file !== undefined && { physicalLocation: { artifactLocation: locationOf(file) } }),
    ...(resources.length > 0 && {
      logicalLocations: resources.map((name) => ({ fullyQualifiedName: visibleText(name, 1100), kind: "resource" })),
    }),
  };
}

function notificationOf({ id, level, text }: SarifNotification): Notification {
  return { descriptor: { id }, level, message: { text: withoutMarkup(visibleText(text, LONGEST_MESSAGE)) } };
}

/** Relative to the working directory where the file lies below it, as GitHub wants it. */
function locationOf(file: string): ArtifactLocation {
  const path = relative(process.cwd(), resolve(file));
  if (path === "" || path.startsWith("..")) return { uri: pathToFileURL(resolve(file)).href };
  return { uri: path.split(/[\\/]/).map(encodeURIComponent).join("/") };
}

const LONGEST_MESSAGE = 4000;

/** A message may hold `[links](to)` and `{0}`: text from a log must not become either. */
function withoutMarkup(text: string): string {
  return text.replaceAll("](", "] (").replaceAll(/\{(?=\d)/g, "{ ");
}
