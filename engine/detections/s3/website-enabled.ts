import { isFields, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** A bucket serves as a website. */
export const s3WebsiteEnabled = defineBucketChange({
  id: "s3.website-enabled",
  title: "S3 bucket was made a website",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0040:T1491.002"],
  description:
    "Website hosting was configured for a bucket: it answers over plain HTTP, lists nothing but serves all that is public, and may send visitors elsewhere.",
  misses: ["content that is changed in a bucket which is a website already"],
  falsePositives: ["new websites"],
  runbook: [
    "Ask whoever made the change whether the bucket is to be a website. If not, delete its website configuration.",
    "Look whether the bucket's policy, ACL or public access block changed as well, and where a redirect leads.",
  ],
  names: ["PutBucketWebsite"],
  matches: (event) => {
    const configuration = elementOf(event, "WebsiteConfiguration");
    const redirect = isFields(configuration) ? configuration["RedirectAllRequestsTo"] : undefined;
    const host = isFields(redirect) ? textOf(redirect["HostName"]) : undefined;
    return {
      summary: `${actorInWords(event.actor)} made ${bucketInWords(event)} a website`,
      ...(host !== undefined && { details: { "Redirects to": host } }),
    };
  },
});
