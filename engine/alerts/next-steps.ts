import { DETECTION_DOCS } from "../detections/docs";
import { isFinding } from "../detections/engine/match-of";
import type { Match } from "../incidents/incident";

type Steps = (match: Match) => readonly string[];

const WHO_ELSE = "In CloudTrail, look for what else this caller did, and what else came from this address.";

/** What to do about a caller that no one knows. */
function stopCaller({ actorKind }: Match): string {
  switch (actorKind) {
    case "anonymous":
      return "Nobody was signed in, so there are no credentials to revoke. Check whether a link or the bucket's name was published.";
    case "foreign-account":
      return "The caller is in an account that is not yours. Check which of your policies name that account, and remove what you do not expect.";
    case "root":
      return "It was the root user. If nobody of you did this: change its password, delete its access keys, check its MFA, and call AWS Support.";
    case "user":
      return "If nobody knows the caller: deactivate the user's access keys now (IAM, Users, Security credentials), then ask.";
    case "role":
      return "If nobody knows the caller: revoke the role's sessions now (IAM, Roles, Revoke sessions), then find out who can assume it.";
    default:
      return "If nobody knows the caller: revoke the credentials that it used, then ask.";
  }
}

const blocked: Steps = (match) => [
  "The request was refused. Nothing was read or changed by it.",
  "Ask whether the caller is one of yours at a new address. If so, add the network under `allow` in palisade.yaml and deploy.",
  stopCaller(match),
  WHO_ELSE,
];

const hole: Steps = (match) => [
  "The request succeeded, so the enforced perimeter has a hole. Open the bucket's policy (link below) and see whether the perimeter's Deny is still there.",
  "Run a plan: if it shows a change of the policy, somebody changed it by hand. Apply to close the hole.",
  stopCaller(match),
  "Treat what was read as disclosed, and what was written as not to be trusted. Restore changed or deleted keys from their earlier versions.",
  WHO_ELSE,
];

const observed: Steps = (match) => [
  "The request succeeded: this perimeter only observes, so nothing was refused.",
  "If the caller is one of yours, add its network under `allow` in palisade.yaml before you set `mode: enforce`, or it will be locked out.",
  stopCaller(match),
  "When only strangers are left in these alerts, set `mode: enforce`.",
];

const STEPS: Readonly<Record<string, Steps>> = {
  "s3.blocked-outside-allowlist": blocked,
  "s3.access-outside-allowlist": (match) => (match.cause === "hole" ? hole(match) : observed(match)),
  "s3.denied-inside-allowlist": () => [
    "The caller stands inside the allowlist, so the perimeter did not refuse it: a permission is missing, or another policy denies.",
    "Look at the caller's IAM policies, the bucket policy's other statements, the key's policy and the organization's policies.",
    "If the caller has no business with this bucket, treat it as somebody trying doors.",
  ],
  "palisade.suppression-expired": () => [
    "Ask the owner (above) whether this may still happen. Until somebody decides, its alerts go out again.",
    "If it may: give the suppression in palisade.yaml another `until` and deploy. If not: delete the suppression, and treat the silenced match as an alert of its own.",
  ],
  "palisade.detection-failed": () => [
    "A detection of Palisade broke on an event, so this event is not judged by it. The other detections went on.",
    "Look in the detector's log for `detection failed`. After the mistake is mended, send the dead-letter queue's messages back.",
  ],
};

/** For incidents that are older than the detections that run now. */
function unknown(match: Match): readonly string[] {
  if (!isFinding(match)) return [stopCaller(match), WHO_ELSE];
  return ["Open the finding in the console of the service that found it, and do what it recommends."];
}

/** What the one who is woken up should do, in order: steps for this very caller where there are some, else the detection's runbook. */
export function nextSteps(match: Match): readonly string[] {
  return STEPS[match.detection]?.(match) ?? DETECTION_DOCS[match.detection]?.runbook ?? unknown(match);
}
