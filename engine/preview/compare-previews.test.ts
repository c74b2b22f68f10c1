import { requests } from "../../testing/fixtures/preview-fixture";
import { groupRequests } from "../../testing/group-requests";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";
import type { Fields } from "../events/fields";
import type { Allow, Perimeter } from "../perimeter/perimeter";
import { comparePreviews } from "./compare-previews";
import { bucketsOf } from "./preview";

function settingsOf(allow: Partial<Allow>, overrides: Partial<Perimeter> = {}) {
  const perimeter = samplePerimeter("sensitive-data", overrides);
  return detectorSettings({ perimeters: [{ ...perimeter, allow: { ...perimeter.allow, ...allow } }] });
}

const office = settingsOf({ cidrs: ["203.0.113.0/24"] });
const alice = settingsOf({ cidrs: ["198.51.100.0/24"] });
const records = [
  ...requests(2),
  ...requests(3, { sourceIPAddress: "203.0.113.9" }),
  ...requests(5, { sourceIPAddress: "192.0.2.1" }),
];

function compare(before: typeof office, after: typeof office, logs: readonly Fields[] = records) {
  const { unchanged, newlyCutOff, newlyLetIn, unclear } = comparePreviews(
    groupRequests(logs, bucketsOf(before, after)),
    before,
    after,
  );
  const places = (callers: typeof newlyCutOff) =>
    callers.map(({ source }) => ("address" in source ? source.address : source.kind));
  return {
    unchanged,
    cutOff: places(newlyCutOff),
    letIn: places(newlyLetIn),
    unclear: unclear.map(({ because }) => because),
  };
}

describe("comparePreviews", () => {
  it("says who is newly cut off and who is newly allowed, and counts the rest", () => {
    expect(compare(office, alice)).toEqual({
      unchanged: 5,
      cutOff: ["203.0.113.9"],
      letIn: ["198.51.100.23"],
      unclear: [],
    });
  });

  it("finds nothing where nothing changes", () => {
    expect(compare(office, office)).toEqual({ unchanged: 10, cutOff: [], letIn: [], unclear: [] });
  });

  it("cuts off no one by observing, and everyone outside by enforcing what was observed", () => {
    const observed = settingsOf({}, { mode: "observe" });
    expect(compare(observed, office).cutOff).toEqual(["192.0.2.1", "198.51.100.23"]);
    expect(compare(office, observed)).toMatchObject({ cutOff: [], letIn: ["192.0.2.1", "198.51.100.23"] });
    expect(compare(observed, settingsOf({ cidrs: [], vpcEndpoints: ["vpce-1"] }, { mode: "observe" }))).toMatchObject({
      unchanged: 10,
    });
  });

  it("takes a bucket that only one configuration protects for open in the other", () => {
    const elsewhere = settingsOf({}, { buckets: ["another"] });
    expect(compare(elsewhere, office).cutOff).toEqual(["192.0.2.1", "198.51.100.23"]);
    expect(compare(office, elsewhere).letIn).toEqual(["192.0.2.1", "198.51.100.23"]);
  });

  it("does not take for cut off who was refused before", () => {
    const refused = requests(1, { errorCode: "AccessDenied" });
    expect(compare(settingsOf({}, { mode: "observe" }), office, refused).cutOff).toEqual([]);
  });

  it("says of whom it cannot tell, and why", () => {
    const internal = requests(1, { sourceIPAddress: "AWS Internal" });
    expect(compare(settingsOf({}, { mode: "observe" }), office, internal).unclear).toEqual([
      expect.stringMatching(/^not recorded: /),
    ]);
    expect(compare(office, office, internal)).toMatchObject({ unchanged: 1, unclear: [] });
  });

  it("looks at no other buckets, and at no logs at all", () => {
    expect(compare(office, alice, [])).toEqual({ unchanged: 0, cutOff: [], letIn: [], unclear: [] });
    expect(compare(office, alice, requests(2, { requestParameters: { bucketName: "other" } })).unchanged).toBe(0);
  });
});
