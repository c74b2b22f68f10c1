import { textOf } from "../../events/fields";
import type { FindingEvent } from "../../events/findings/finding-event";
import type { DetectionContext, Verdict } from "../engine/define-detection";
import { findingDetails, reportInWords } from "./finding-wording";
import { isOwnFinding } from "./own-finding";

/** Products by the ARN that AWS gives them: a name is whatever an importer calls himself. */
const AWS_PRODUCT = /:product\/aws\/([a-z0-9-]{1,50})$/;

/** Their findings reach an administrator's account from all members. */
const HEARD_OF_ALL_ACCOUNTS: ReadonlySet<string> = new Set(["guardduty", "macie"]);

/** Their findings are reported in the account that they concern, so those of other accounts may come from Security Hub alone. */
const HEARD_OF_OWN_ACCOUNT: ReadonlySet<string> = new Set(["access-analyzer", "config"]);

/** What Security Hub's detections say about a finding that is theirs to report. */
export function securityHubVerdict(event: FindingEvent, context: DetectionContext): Verdict | undefined {
  if (event.feed !== "securityhub" || event.status !== "open" || isHeardAtItsSource(event, context)) return undefined;
  if (isOwnFinding(event.detail)) return undefined;
  const product = textOf(event.detail["ProductName"]);
  return {
    severity: event.severity,
    summary: reportInWords("Security Hub", event),
    details: findingDetails(event, { Product: product }),
  };
}

/** Palisade listens to these products themselves; their findings would alert twice. */
function isHeardAtItsSource({ detail, account }: FindingEvent, context: DetectionContext): boolean {
  const product = AWS_PRODUCT.exec((textOf(detail["ProductArn"]) ?? "").slice(-200))?.[1];
  if (product === undefined) return false;
  return HEARD_OF_ALL_ACCOUNTS.has(product) || (HEARD_OF_OWN_ACCOUNT.has(product) && account === context.account);
}
