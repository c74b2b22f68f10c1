import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf, flagOf, textOf } from "../../events/fields";
import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { otherUser, targetUser } from "../facts/target-user";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["EnableMFADevice", "CreateVirtualMFADevice"]);

/** A thief with a stolen session makes it last by a device of its own. */
export const iamMfaDeviceAdded = defineIdentityDetection({
  id: "iam.mfa-device-added",
  title: "A second factor was added for root, for another user, or with a borrowed session",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "iam", NAMES)) return undefined;
    const why = reasonOf(event);
    if (why === undefined) return undefined;
    return {
      severity: event.actor.kind === "root" ? "high" : "medium",
      summary: `${actorInWords(event.actor)} added an MFA device ${why}, from ${originInWords(event)}`,
      details: { Device: deviceOf(event) },
    };
  },
  dedupBy: (event) => [event.actor.id, targetUser(event) ?? ""],
});

function reasonOf(event: CloudTrailEvent): string | undefined {
  if (event.name === "EnableMFADevice") {
    if (event.actor.kind === "root" && targetUser(event) === undefined) return "for root";
    const user = otherUser(event);
    if (user !== undefined) return `for the user ${user}`;
  }
  return hasBorrowedSession(event) ? "with temporary keys" : undefined;
}

/** Keys of `GetSessionToken`: temporary, a user's, and not the console's own. */
function hasBorrowedSession({ actor, record }: CloudTrailEvent): boolean {
  const key = textOf(fieldsOf(record["userIdentity"])["accessKeyId"]);
  const isConsole =
    flagOf(record["sessionCredentialFromConsole"]) === true || actor.invokedBy === "signin.amazonaws.com";
  return actor.kind === "user" && key?.startsWith("ASIA") === true && !isConsole;
}

function deviceOf(event: CloudTrailEvent): string {
  const { serialNumber, virtualMFADeviceName } = requestOf(event);
  return textOf(serialNumber) ?? textOf(virtualMFADeviceName) ?? "of unknown name";
}
