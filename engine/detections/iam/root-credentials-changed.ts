import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import { calls } from "../engine/listen";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { signInAnswer, signIns } from "../facts/sign-in";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { targetUser } from "../facts/target-user";
import { actorInWords, originInWords } from "../facts/wording";

const WHAT: ReadonlyMap<string, string> = new Map([
  ["CreateAccessKey", "gave itself an access key"],
  ["UpdateAccessKey", "switched an access key of its own on"],
  ["CreateLoginProfile", "gave itself a password"],
  ["UploadSigningCertificate", "gave itself a signing certificate"],
  ["PasswordUpdated", "changed its password"],
  ["PasswordRecoveryRequested", "asked for a new password by e-mail"],
  ["PasswordRecoveryCompleted", "got a new password by e-mail"],
]);

const IAM_CALLS: ReadonlySet<string> = new Set([
  "CreateAccessKey",
  "UpdateAccessKey",
  "CreateLoginProfile",
  "UploadSigningCertificate",
]);
const SIGN_INS = ["PasswordUpdated", "PasswordRecoveryRequested", "PasswordRecoveryCompleted"] as const;

/** A new way into root outlives the session that made it. */
export const iamRootCredentialsChanged = defineIdentityDetection({
  id: "iam.root-credentials-changed",
  title: "The root user got new credentials",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0003:T1098.001"],
  description:
    "Root got an access key, a signing certificate or a password, or its password was changed or asked for by e-mail.",
  misses: [
    "a new e-mail address of the account, with which a password can be asked for",
    "a new MFA device (iam.mfa-device-added)",
  ],
  falsePositives: ["rotation of the root password by those who hold it", "an account's first set-up"],
  runbook: [
    "Ask those who hold the root password whether one of them did this.",
    "If nobody did, delete the access key, reset the password through the account's mailbox, renew the MFA device, and call AWS Support if you cannot get in.",
    "Root needs no access keys: delete those that exist.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...IAM_CALLS]), signIns(...SIGN_INS)],
  matches: (event) => {
    const { actor, name } = event;
    const what = WHAT.get(name);
    if (what === undefined || actor.kind !== "root" || !isAboutItself(event)) return undefined;
    return {
      severity: name === "PasswordRecoveryRequested" ? "high" : "critical",
      summary: `${actorInWords(actor)} ${what}, from ${originInWords(event)}`,
    };
  },
  dedupBy: ({ actor, name }) => [actor.id, name],
});

function isAboutItself(event: CloudTrailEvent): boolean {
  if (!isSuccessfulCall(event, "iam", IAM_CALLS)) return signInAnswer(event) === "Success";
  const isOn = event.name !== "UpdateAccessKey" || textOf(requestOf(event)["status"]) === "Active";
  return targetUser(event) === undefined && isOn;
}
