/** A list price: so many dollars for so many units. */
export interface Price {
  readonly dollars: number;
  readonly per: number;
  /** What is counted, in the plural. */
  readonly unit: string;
  /** The page that says so. */
  readonly source: string;
}

const MILLION = 1_000_000;

/** List prices without free tiers, volume discounts and taxes. Other regions cost up to half as much again. */
export const PRICES = {
  /** When the pages were read. */
  date: "2026-06",
  region: "us-east-1",
  list: {
    cloudTrailDataEvent: {
      dollars: 0.1,
      per: 100_000,
      unit: "events",
      source: "https://aws.amazon.com/cloudtrail/pricing/",
    },
    eventBridgeForwarded: {
      dollars: 1,
      per: MILLION,
      unit: "events",
      source: "https://aws.amazon.com/eventbridge/pricing/",
    },
    sqsRequest: { dollars: 0.4, per: MILLION, unit: "requests", source: "https://aws.amazon.com/sqs/pricing/" },
    lambdaRequest: { dollars: 0.2, per: MILLION, unit: "requests", source: "https://aws.amazon.com/lambda/pricing/" },
    lambdaGbSecond: {
      dollars: 13.3334,
      per: MILLION,
      unit: "GB-seconds",
      source: "https://aws.amazon.com/lambda/pricing/",
    },
    dynamoDbWrite: {
      dollars: 0.625,
      per: MILLION,
      unit: "write units",
      source: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
    },
    dynamoDbRead: {
      dollars: 0.125,
      per: MILLION,
      unit: "read units",
      source: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
    },
    snsPublish: { dollars: 0.5, per: MILLION, unit: "messages", source: "https://aws.amazon.com/sns/pricing/" },
    snsEmail: { dollars: 2, per: 100_000, unit: "e-mails", source: "https://aws.amazon.com/sns/pricing/" },
    kmsKey: { dollars: 1, per: 1, unit: "keys", source: "https://aws.amazon.com/kms/pricing/" },
    kmsRequest: { dollars: 0.03, per: 10_000, unit: "requests", source: "https://aws.amazon.com/kms/pricing/" },
    cloudWatchAlarm: { dollars: 0.1, per: 1, unit: "alarms", source: "https://aws.amazon.com/cloudwatch/pricing/" },
    cloudWatchMetric: { dollars: 0.3, per: 1, unit: "metrics", source: "https://aws.amazon.com/cloudwatch/pricing/" },
    cloudWatchDashboard: {
      dollars: 3,
      per: 1,
      unit: "dashboards",
      source: "https://aws.amazon.com/cloudwatch/pricing/",
    },
    cloudWatchLog: { dollars: 0.5, per: 1, unit: "GB", source: "https://aws.amazon.com/cloudwatch/pricing/" },
    athenaScan: { dollars: 5, per: 1, unit: "TB", source: "https://aws.amazon.com/athena/pricing/" },
    s3Storage: { dollars: 0.023, per: 1, unit: "GB", source: "https://aws.amazon.com/s3/pricing/" },
    s3Put: { dollars: 0.005, per: 1000, unit: "requests", source: "https://aws.amazon.com/s3/pricing/" },
  },
} as const satisfies {
  readonly date: string;
  readonly region: string;
  readonly list: Readonly<Record<string, Price>>;
};

export type PriceName = keyof typeof PRICES.list;
