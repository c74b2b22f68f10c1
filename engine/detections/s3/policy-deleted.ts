import { textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** A bucket's or access point's policy, with all that it denied, is gone. */
export const s3PolicyDeleted = defineBucketChange({
  id: "s3.policy-deleted",
  title: "S3 bucket or access point policy was deleted",
  status: "stable",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0005:T1562"],
  description:
    "A bucket's policy was deleted, and with it everything that it denied. Critical where the perimeter is enforced in it, high if those who deploy Palisade did it; low for an access point, whose bucket's policy still holds.",
  misses: [
    "a policy that is replaced by one without its Denies, of which s3.perimeter-weakened tells for the perimeter only",
  ],
  falsePositives: ["buckets that are being taken down, and deployments that replace a policy by deleting it first"],
  runbook: [
    "Deploy again: Palisade writes the perimeter back into the policy.",
    "Ask whoever deleted it why. If nobody knows, revoke the credentials that did it.",
    "Look in the data events for requests from outside the allowlist since then.",
  ],
  names: ["DeleteBucketPolicy", "DeleteAccessPointPolicy"],
  matches: (event, context) => {
    const who = actorInWords(event.actor);
    if (event.name === "DeleteAccessPointPolicy") {
      const name = textOf(elementOf(event, "name"));
      const what = name === undefined ? "an access point" : `access point ${name}`;
      return { severity: "low", summary: `${who} deleted the policy of ${what}` };
    }
    const perimeter = event.bucket === undefined ? undefined : context.perimeterOf(event.bucket)?.perimeter;
    const had = perimeter?.mode === "enforce" ? `, and with it the perimeter ${perimeter.name}` : "";
    return {
      severity: had === "" ? "medium" : context.isDeployer(event.actor) ? "high" : "critical",
      summary: `${who} deleted the policy of ${bucketInWords(event)}${had}`,
    };
  },
});
