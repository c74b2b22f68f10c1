import { createEngine } from "@palisade/engine/detections/engine/engine";
import type { Match } from "@palisade/engine/detections/engine/match";
import { parseCloudTrail } from "@palisade/engine/events/cloudtrail/parse-cloudtrail";
import { markSynthetic } from "@palisade/engine/events/cloudtrail/synthetic-record";
import type { Fields } from "@palisade/engine/events/fields";
import { wrap } from "@palisade/engine/events/wrap";
import type { PalisadeConfig } from "../../config/config";
import { detectorSettings } from "../../config/derived/detector-settings";

/** An event that tests the chain, as EventBridge would put it into the queue. */
export interface SyntheticEvent {
  readonly body: string;
  readonly eventId: string;
  /** What the detector will make of it. */
  readonly match: Match;
}

const DETECTION = "s3.blocked-outside-allowlist";

/** Networks that are no one's (RFC 5737, RFC 3849); an allowlist may hold one of them all the same. */
const UNUSED_ADDRESSES = ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1"];

/** Everything in it that a person reads says what it is. */
const SAID = "THIS-IS-A-TEST-of-palisade";

/**
 * Makes up a refused request to a protected bucket and asks the detector's own code what it makes of it; undefined where no such event
 * would raise an alert. The caller's name is new every time, so that each test is an incident of its own and joins no real one.
 */
export function syntheticEvent(config: PalisadeConfig, token: string, now: number): SyntheticEvent | undefined {
  const engine = createEngine(detectorSettings(config));
  for (const bucket of config.perimeters.flatMap(({ buckets }) => buckets)) {
    for (const sourceIPAddress of UNUSED_ADDRESSES) {
      const record = recordOf(config, { bucket: bucket.name, region: bucket.region, sourceIPAddress, token, now });
      const envelope = wrap(record);
      const parsed = parseCloudTrail(envelope);
      if (parsed.kind !== "event") continue;
      const { matches } = engine.detect(parsed.event, engine.hear(envelope));
      const match = matches.find(({ detection }) => detection === DETECTION);
      if (match) return { body: JSON.stringify(envelope), eventId: parsed.event.id, match };
    }
  }
  return undefined;
}

interface Particulars {
  readonly bucket: string;
  readonly region: string;
  readonly sourceIPAddress: string;
  readonly token: string;
  readonly now: number;
}

function recordOf({ account, partition }: PalisadeConfig, particulars: Particulars): Fields {
  const { bucket, region, sourceIPAddress, token, now } = particulars;
  const userName = `${SAID}-${token}`;
  return markSynthetic({
    eventVersion: "1.11",
    userIdentity: {
      type: "IAMUser",
      principalId: SAID,
      arn: `arn:${partition}:iam::${account}:user/${userName}`,
      accountId: account,
      userName,
    },
    eventTime: new Date(now).toISOString().replace(/\.\d+/, ""),
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    awsRegion: region,
    sourceIPAddress,
    userAgent: "palisade doctor --send-test",
    errorCode: "AccessDenied",
    errorMessage: "This is a test of Palisade. No one asked for anything, and nothing was refused.",
    requestParameters: { bucketName: bucket, key: `${SAID}/nothing-happened` },
    responseElements: null,
    eventID: `palisade-test-${token}`,
    readOnly: true,
    eventType: "AwsApiCall",
    managementEvent: false,
    recipientAccountId: account,
    eventCategory: "Data",
  });
}
