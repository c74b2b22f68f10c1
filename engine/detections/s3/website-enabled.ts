import { isFields, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** A bucket serves as a website. */
export const s3WebsiteEnabled = defineBucketChange({
  id: "s3.website-enabled",
  title: "S3 bucket was made a website",
  enabledByDefault: true,
  severity: "medium",
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
