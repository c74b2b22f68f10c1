/**
 * Accounts from which Elastic Load Balancing writes access logs in the regions that are older than August 2022; in the others it does so
 * as a service. No one else can act as one of these.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html#attach-bucket-policy
 */
const LOAD_BALANCING_ACCOUNTS: Readonly<Record<string, string>> = {
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
  "af-south-1": "098369216593",
  "ap-east-1": "754344448648",
  "ap-northeast-1": "582318560864",
  "ap-northeast-2": "600734575887",
  "ap-northeast-3": "383597477331",
  "ap-south-1": "718504428378",
  "ap-southeast-1": "114774131450",
  "ap-southeast-2": "783225319266",
  "ap-southeast-3": "589379963580",
  "ca-central-1": "985666609251",
  "eu-central-1": "054676820928",
  "eu-north-1": "897822967062",
  "eu-south-1": "635631232127",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-west-3": "009996457667",
  "me-south-1": "076674570225",
  "sa-east-1": "507241528517",
  "us-gov-east-1": "190560391635",
  "us-gov-west-1": "048591011584",
  "cn-north-1": "638102146993",
  "cn-northwest-1": "037604701340",
};

/**
 * Canonical user ids of the account that delivers CloudFront's access logs, in AWS and in China.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 * @see https://docs.amazonaws.cn/en_us/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html
 */
const LOG_DELIVERY_IDS = [
  "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
  "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56",
] as const;

const SERVICES: ReadonlyMap<string, string> = new Map([
  ...Object.values(LOAD_BALANCING_ACCOUNTS).map((account) => [account, "elasticloadbalancing.amazonaws.com"] as const),
  ...LOG_DELIVERY_IDS.map((id) => [id, "delivery.logs.amazonaws.com"] as const),
]);

/** The service of AWS whose own an account, or a canonical user id, is; undefined for all others. */
export function serviceOwning(accountOrCanonicalId: string): string | undefined {
  return SERVICES.get(accountOrCanonicalId);
}

/** The account in whose name origin access identities of CloudFront stand. Each is some customer's, so none is AWS itself. */
export const CLOUDFRONT_ACCOUNT = "cloudfront";

/** The path of service-linked roles, under which no one but AWS can make a role. */
export const SERVICE_LINKED = ":role/aws-service-role/";
