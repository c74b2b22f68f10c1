import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import type { Severity } from "../../severity";
import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { targetUser } from "../facts/target-user";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["DeactivateMFADevice", "DeleteVirtualMFADevice"]);

/** Names of root's device: the one that the console makes, and that of older ones. */
const ROOT_DEVICE = /:mfa\/root-account-mfa-device/;

/** From here on a password is enough. */
export const iamMfaRemoved = defineIdentityDetection({
  id: "iam.mfa-removed",
  title: "A second factor was taken away",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "iam", NAMES)) return undefined;
    const isRoot = isRootDevice(event);
    const did = event.name === "DeactivateMFADevice" ? "deactivated" : "deleted";
    return {
      severity: severityOf(event.name, isRoot),
      summary: `${actorInWords(event.actor)} ${did} the MFA device ${deviceInWords(event, isRoot)}, from ${originInWords(event)}`,
      details: { Device: deviceOf(event) },
    };
  },
  dedupBy: (event) => [event.actor.id, deviceOf(event)],
});

function severityOf(name: string, isRoot: boolean): Severity {
  if (isRoot) return "critical";
  return name === "DeactivateMFADevice" ? "high" : "medium";
}

/** A device that names no one is the caller's own. */
function isRootDevice(event: CloudTrailEvent): boolean {
  const target = targetUser(event);
  if (ROOT_DEVICE.test(deviceOf(event)) || target === "AWS ROOT USER") return true;
  return event.name === "DeactivateMFADevice" && target === undefined && event.actor.kind === "root";
}

function deviceInWords(event: CloudTrailEvent, isRoot: boolean): string {
  const user = targetUser(event);
  if (isRoot) return "of root";
  return user === undefined ? deviceOf(event) : `of the user ${user}`;
}

function deviceOf(event: CloudTrailEvent): string {
  return textOf(requestOf(event)["serialNumber"]) ?? "of unknown name";
}
