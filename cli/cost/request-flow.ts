import { type EventRule, eventRules } from "@palisade/engine/detections/engine/event-rules";
import type { EventPattern } from "@palisade/engine/patterns/event-pattern";
import { compilePattern, type EventMatcher } from "@palisade/engine/patterns/match";
import type { DetectorSettings } from "@palisade/engine/settings";
import type { PalisadeConfig } from "../../config/config";
import { detectorSettings, regionalSettings } from "../../config/derived/detector-settings";

export interface Requests {
  /** A month. */
  readonly count: number;
  /** The protected buckets that they go to, evenly. */
  readonly buckets: readonly string[];
  /** From 0 to 1. */
  readonly refusedShare: number;
}

/** How many events a month pass each station. */
export interface RequestFlow {
  /** Data events that the trail logs. */
  readonly logged: number;
  /** Copies that rules of other regions send to the home region. */
  readonly forwarded: number;
  /** Messages that the home region's rules put into the queue. */
  readonly queued: number;
}

/** What requests to a bucket are, as CloudTrail names them: mostly reads. */
export const REQUEST_MIX: Readonly<Record<string, number>> = {
  GetObject: 0.7,
  HeadObject: 0.05,
  ListObjects: 0.08,
  PutObject: 0.15,
  DeleteObject: 0.02,
};

/** Puts a sample of each kind of request to the very patterns that are deployed, bucket by bucket, and counts what they select. */
export function requestFlow(config: PalisadeConfig, requests: Requests): RequestFlow {
  const atHome = matchersOf(detectorSettings(config));
  const elsewhere = new Map<string, readonly EventMatcher[]>();
  const matchersIn = (region: string) => {
    const known = elsewhere.get(region) ?? matchersOf(regionalSettings(config, region));
    elsewhere.set(region, known);
    return known;
  };
  const regionOf = new Map(
    config.perimeters.flatMap(({ buckets }) => buckets.map(({ name, region }) => [name, region])),
  );
  let forwarded = 0;
  let queued = 0;
  for (const bucket of requests.buckets) {
    const region = regionOf.get(bucket) ?? config.region;
    for (const { event, share } of samples(bucket, region, requests.refusedShare)) {
      const events = (requests.count / requests.buckets.length) * share;
      const copies = region === config.region ? 1 : count(matchersIn(region), event);
      if (region !== config.region) forwarded += events * copies;
      queued += events * copies * count(atHome, event);
    }
  }
  return { logged: requests.count, forwarded: Math.round(forwarded), queued: Math.round(queued) };
}

/** How many of the requests at least one pattern selects. */
export function requestsSelectedBy(patterns: readonly EventPattern[], requests: Requests): number {
  const matchers = patterns.map(compilePattern);
  const shares = requests.buckets.flatMap((bucket) =>
    samples(bucket, "", requests.refusedShare).map(({ event, share }) => (count(matchers, event) > 0 ? share : 0)),
  );
  return (requests.count / requests.buckets.length) * shares.reduce((sum, share) => sum + share, 0);
}

/** Each rule delivers its own copy of an event. */
function count(matchers: readonly EventMatcher[], event: object): number {
  return matchers.reduce((sum, matches) => sum + (matches(event) ? 1 : 0), 0);
}

function matchersOf(settings: DetectorSettings): readonly EventMatcher[] {
  return eventRules(settings).flatMap(({ patterns }: EventRule) => patterns.map(compilePattern));
}

interface Sample {
  readonly event: object;
  readonly share: number;
}

function samples(bucketName: string, region: string, refusedShare: number): readonly Sample[] {
  return Object.entries(REQUEST_MIX).flatMap(([eventName, share]) => [
    { event: envelope(region, { eventName, requestParameters: { bucketName } }), share: share * (1 - refusedShare) },
    {
      event: envelope(region, { eventName, requestParameters: { bucketName }, errorCode: "AccessDenied" }),
      share: share * refusedShare,
    },
  ]);
}

function envelope(region: string, detail: object): object {
  return {
    source: "aws.s3",
    "detail-type": "AWS API Call via CloudTrail",
    region,
    detail: {
      eventSource: "s3.amazonaws.com",
      eventType: "AwsApiCall",
      eventCategory: "Data",
      managementEvent: false,
      awsRegion: region,
      userIdentity: { type: "AssumedRole" },
      ...detail,
    },
  };
}
