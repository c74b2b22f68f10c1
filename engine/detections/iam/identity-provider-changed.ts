import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import type { Severity } from "../../severity";
import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { answerOf, isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

const SEVERITIES: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ["CreateSAMLProvider", "high"],
  ["UpdateSAMLProvider", "high"],
  ["CreateOpenIDConnectProvider", "high"],
  ["UpdateOpenIDConnectProviderThumbprint", "medium"],
  ["AddClientIDToOpenIDConnectProvider", "medium"],
]);
const ANCHORS: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ["CreateTrustAnchor", "high"],
  ["UpdateTrustAnchor", "high"],
  ["EnableTrustAnchor", "medium"],
]);
const IAM_NAMES: ReadonlySet<string> = new Set(SEVERITIES.keys());
const ANCHOR_NAMES: ReadonlySet<string> = new Set(ANCHORS.keys());

/** The owner of the identity provider decides who is who in the account. */
export const iamIdentityProviderChanged = defineIdentityDetection({
  id: "iam.identity-provider-changed",
  title: "An identity provider was added or changed",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...IAM_NAMES]), calls("rolesanywhere", [...ANCHOR_NAMES])],
  matches: (event) => {
    const severity = severityOf(event);
    if (severity === undefined) return undefined;
    return {
      severity,
      summary: `${actorInWords(event.actor)} called ${event.name} for the identity provider ${providerOf(event)}, from ${originInWords(event)}`,
      details: { Provider: providerOf(event) },
    };
  },
  dedupBy: (event) => [event.actor.id, providerOf(event)],
});

function severityOf(event: CloudTrailEvent): Severity | undefined {
  if (isSuccessfulCall(event, "iam", IAM_NAMES)) return SEVERITIES.get(event.name);
  return isSuccessfulCall(event, "rolesanywhere", ANCHOR_NAMES) ? ANCHORS.get(event.name) : undefined;
}

function providerOf(event: CloudTrailEvent): string {
  const request = requestOf(event);
  const answer = answerOf(event);
  const candidates = [
    request["sAMLProviderArn"],
    answer["sAMLProviderArn"],
    request["openIDConnectProviderArn"],
    answer["openIDConnectProviderArn"],
    request["trustAnchorId"],
    request["name"],
    request["url"],
  ];
  return candidates.map(textOf).find((one) => one !== undefined) ?? "of unknown name";
}
