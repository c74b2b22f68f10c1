import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { compareSeverity, type Severity } from "../../severity";
import type { DetectionContext } from "../engine/define-detection";
import type { Statement } from "./policy-document";
import { type Grantee, granteesOf } from "./principals";
import { isStranger } from "./strangers";

/** A principal outside that a role's or a key's policy allows. */
export interface Outsider {
  /** As the end of a sentence. */
  readonly who: string;
  readonly severity: Severity;
}

/** The principals that a policy allows and that belong neither to the account itself nor to a trusted one, each once. */
export function outsidersIn(
  statements: readonly Statement[],
  event: CloudTrailEvent,
  context: DetectionContext,
): readonly Outsider[] {
  const outsiders = statements.flatMap((statement) =>
    granteesOf(statement).flatMap(
      (grantee) => outsiderOf(grantee, statement, (account) => isStranger(account, event, context)) ?? [],
    ),
  );
  return [...new Map(outsiders.map((outsider) => [outsider.who, outsider])).values()];
}

/** How severe it is that they are allowed: never less than `medium`. */
export function gravestOf(outsiders: readonly Outsider[]): Severity {
  return outsiders.map(({ severity }) => severity).reduce((a, b) => (compareSeverity(a, b) < 0 ? b : a), "medium");
}

function outsiderOf(
  grantee: Grantee,
  { conditions }: Statement,
  isForeign: (account: string) => boolean,
): Outsider | undefined {
  switch (grantee.kind) {
    case "everybody":
      return grantee.conditions.length === 0
        ? { who: "everybody in every AWS account", severity: "critical" }
        : { who: `everybody who meets conditions on ${grantee.conditions.slice(0, 5).join(", ")}`, severity: "high" };
    case "account":
      return isForeign(grantee.account) ? { who: grantee.principal, severity: "high" } : undefined;
    case "federated":
      return federatedOutsider(grantee, conditions.length > 0, isForeign);
    case "canonical-user":
      return { who: `the canonical user ${grantee.id}`, severity: "medium" };
    case "unresolved":
      return { who: `a principal that cannot be told (${grantee.text})`, severity: "medium" };
    case "narrowed":
    case "service":
      return undefined;
  }
}

function federatedOutsider(
  { provider, account }: Grantee & { readonly kind: "federated" },
  isConditional: boolean,
  isForeign: (account: string) => boolean,
): Outsider | undefined {
  if (account !== undefined && isForeign(account)) return { who: `users of ${provider}`, severity: "high" };
  // A SAML provider knows one company's users; an OpenID Connect provider may know the world's.
  if (isConditional || provider.includes(":saml-provider/")) return undefined;
  return { who: `every user of ${provider}`, severity: "high" };
}
