import * as fc from "fast-check";
import { regionsOf } from "../../config/fields/regions";
import { certificateUrl, confirmationUrl, isInRegionOf } from "./sns-url";

const FILE = "SimpleNotificationService-0a.pem";

const topicIn = (region: string, partition = "aws") => `arn:${partition}:sns:${region}:111122223333:palisade-alerts`;

const confirmation = (host: string, topic: string) =>
  `https://${host}/?Action=ConfirmSubscription&TopicArn=${topic}&Token=1`;

describe("the hosts of SNS", () => {
  const all = [
    ...regionsOf("aws").map((region) => ["aws", region, `sns.${region}.amazonaws.com`] as const),
    ...regionsOf("aws-cn").map((region) => ["aws-cn", region, `sns.${region}.amazonaws.com.cn`] as const),
    ...regionsOf("aws-us-gov").map((region) => ["aws-us-gov", region, `sns.${region}.amazonaws.com`] as const),
  ];

  it.each(all)("of %s are known in %s: %s", (partition, region, host) => {
    const url = certificateUrl(`https://${host}/${FILE}`);
    expect(url?.hostname).toBe(host);
    expect(url && isInRegionOf(topicIn(region, partition), url)).toBe(true);
    expect(confirmationUrl(confirmation(host, topicIn(region, partition)), topicIn(region, partition))).toBeDefined();
  });

  it.each([
    "sns.s3.amazonaws.com",
    "sns.s3-website-us-east-1.amazonaws.com",
    "sns.lambda-url.amazonaws.com",
    "sns.execute-api.amazonaws.com",
    "sns.mars-north-7.amazonaws.com",
    "sns.eu-central-1.amazonaws.com.cn",
    "sns.cn-north-1.amazonaws.com",
    "sns.eu-central-1.amazonaws.com.",
    "sns.eu-central-1.amazonaws.co",
    "sqs.eu-central-1.amazonaws.com",
    "eu-central-1.amazonaws.com",
    "sns.eu-central-1.elb.amazonaws.com",
    "sns-eu-central-1.amazonaws.com",
  ])("are no others, such as %s", (host) => {
    const region = host.split(".")[1] ?? "";
    expect(certificateUrl(`https://${host}/${FILE}`)).toBeUndefined();
    expect(confirmationUrl(confirmation(host, topicIn(region)), topicIn(region))).toBeUndefined();
  });

  it("are no label that is not a region, whatever it is", () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/);
    void fc.assert(
      fc.property(label, fc.constantFrom("amazonaws.com", "amazonaws.com.cn", "api.aws"), (name, suffix) => {
        const isKnown = all.some(([, , host]) => host === `sns.${name}.${suffix}`);
        expect(certificateUrl(`https://sns.${name}.${suffix}/${FILE}`) !== undefined).toBe(isKnown);
      }),
    );
  });

  it("sign and confirm for topics of their own region only", () => {
    const url = certificateUrl(`https://sns.us-east-1.amazonaws.com/${FILE}`);
    expect(url && isInRegionOf(topicIn("eu-central-1"), url)).toBe(false);
    const topic = topicIn("eu-central-1");
    expect(confirmationUrl(confirmation("sns.us-east-1.amazonaws.com", topic), topic)).toBeUndefined();
  });
});
