import { textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** A bucket's or access point's policy, with all that it denied, is gone. */
export const s3PolicyDeleted = defineBucketChange({
  id: "s3.policy-deleted",
  title: "S3 bucket or access point policy was deleted",
  enabledByDefault: true,
  severity: "low",
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
