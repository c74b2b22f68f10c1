import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import type { Fields } from "@palisade/engine/events/fields";
import { parseEvents } from "@palisade/engine/events/parse-events";
import { detectorSettings } from "../../../config/derived/detector-settings";
import { cloudTrail } from "../../../testing/fixtures/cloudtrail-fixture";
import { inventoryOfEvents } from "../inventory/read-inventory";
import { scopeOf } from "../not-judged/scope";
import { ASKS_ALLOWLIST, assumedConfig } from "./assumed-config";
import { assumedInWords } from "./assumed-in-words";

const OWN = "111122223333";
const FOREIGN = "444455556666";

function assumed(...records: readonly Fields[]) {
  const events = records.flatMap((record) => {
    const parsed = parseEvents(record);
    return parsed.kind === "events" ? parsed.events : [];
  });
  return assumedConfig(inventoryOfEvents(events));
}

const request = (bucket: string, owner: string, overrides: Fields = {}) =>
  cloudTrail({
    eventCategory: "Data",
    managementEvent: false,
    awsRegion: "eu-west-1",
    requestParameters: { bucketName: bucket, key: "a" },
    resources: [{ accountId: owner, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` }],
    ...overrides,
  });

describe("what is assumed without a configuration", () => {
  it("is the account, its buckets and the regions of the logs", () => {
    const { config, own, regions, buckets } = assumed(
      request("mine", OWN),
      request("mine-too", OWN, { errorCode: "AccessDenied" }),
      request("theirs", FOREIGN),
      cloudTrail({ eventSource: "iam.amazonaws.com", awsRegion: "us-east-1" }),
    );
    expect(own?.account).toBe(OWN);
    expect(buckets).toEqual(["mine", "mine-too"]);
    expect(regions).toEqual(["eu-west-1", "us-east-1"]);
    const { account, buckets: inScope, regions: heard } = scopeOf(config);
    expect([account, [...inScope], [...heard]]).toEqual([
      OWN,
      [
        ["mine", "eu-west-1"],
        ["mine-too", "eu-west-1"],
      ],
      ["eu-west-1", "us-east-1"],
    ]);
  });

  it("allows no one, and asks no detection who is allowed", () => {
    const settings = detectorSettings(assumed(request("mine", OWN)).config);
    expect(settings.perimeters.map(({ mode, allow }) => [mode, allow.cidrs])).toEqual([["observe", []]]);
    for (const id of ASKS_ALLOWLIST) expect(settings.detections[id]).toEqual({ enabled: false });
    expect(ALL_DETECTIONS.map(({ id }) => id)).toEqual(expect.arrayContaining([...ASKS_ALLOWLIST]));
    const named = ALL_DETECTIONS.filter(({ id }) => id.includes("allowlist")).map(({ id }) => id);
    expect(named.toSorted()).toEqual([...ASKS_ALLOWLIST].toSorted());
  });

  it("is a bucket that answers where no record names an owner at all, and never one that only other accounts know", () => {
    const unowned = (bucketName: string, overrides: Fields = {}) =>
      request(bucketName, OWN, { resources: undefined, ...overrides });
    const likely = assumed(
      unowned("likely"),
      unowned("refused", { errorCode: "AccessDenied" }),
      unowned("likely"),
      unowned("elsewhere", { recipientAccountId: FOREIGN }),
    );
    expect([likely.buckets, likely.isOwnerNamed]).toEqual([["likely"], false]);
    expect(assumedInWords(likely, "x")).toContain("1 bucket (likely; no record says whose)");
    expect(assumed(unowned("likely"), request("mine", OWN)).buckets).toEqual(["mine"]);
  });

  it("is no bucket, no region and no account where the logs name none", () => {
    const { config, own, buckets } = assumed();
    expect([own, buckets, config.perimeters]).toEqual([undefined, [], []]);
    expect(assumedInWords(assumed(), "x")).toContain("no account, for no log names one");
  });

  it("takes no text for a region or a bucket that is none", () => {
    const { regions, buckets } = assumed(
      request("mine", OWN, { awsRegion: "mars-north-7\u001b[2J" }),
      request("UPPER_case", OWN),
      request("mine", OWN, { awsRegion: "us-gov-west-1" }),
    );
    expect(buckets).toEqual(["mine"]);
    expect(regions).not.toContain("mars-north-7\u001b[2J");
  });

  it("is said in words, with what speaks for it", () => {
    expect(assumedInWords(assumed(request("mine", OWN)), "who is allowed")).toBe(
      `No palisade.yaml here, so it is assumed from the logs: account ${OWN} (all records are from it); eu-west-1; 1 bucket (mine). Not judged: who is allowed.`,
    );
  });
});
