import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import { calls } from "../engine/rule-patterns";
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
  enabledByDefault: true,
  severity: "high",
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
