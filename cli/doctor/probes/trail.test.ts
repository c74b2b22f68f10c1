import { describeFaults } from "../../../testing/contracts/describe-faults";
import {
  CALLS_SELECTOR,
  configOf,
  faultsOf,
  MINUTE,
  NOW,
  refuse,
  SELECTORS,
  TRAIL,
} from "../../../testing/fixtures/doctor-fixture";
import { trail } from "./trail";

const only = (...trailList: readonly object[]) => ({ DescribeTrails: () => ({ trailList }) });
const selectors = (...others: readonly object[]) => ({
  GetEventSelectors: () => ({ AdvancedEventSelectors: [...others, CALLS_SELECTOR] }),
});
const status = (fields: object) => ({ GetTrailStatus: () => ({ IsLogging: true, ...fields }) });

const ORGANISATION = configOf(`
perimeters:
  watched: {buckets: [example-vault, example-watched], allow: {cidrs: [203.0.113.0/24]}}
trail: {existing: organisation}
`);

describeFaults(trail, [
  [
    "a trail that is not there",
    only(),
    { subject: "trail palisade-trail", why: "does not exist", fix: "deploy perimeter" },
  ],
  [
    "an existing trail by another name",
    only(TRAIL),
    { subject: "trail organisation", why: "does not exist", fix: "trail.existing" },
    ORGANISATION,
  ],
  [
    "a trail that was stopped",
    status({ IsLogging: false, StopLoggingTime: new Date(NOW - 90 * MINUTE) }),
    {
      subject: "trail palisade-trail",
      why: /does not log, stopped 1 hour ago/,
      fix: /start-logging --name palisade-trail/,
    },
  ],
  [
    "a trail that cannot write",
    status({ LatestDeliveryError: "AccessDenied" }),
    { subject: "trail palisade-trail, delivery", why: /bucket palisade-logs: AccessDenied/ },
  ],
  [
    "a trail of one region, where two are needed",
    only({ ...TRAIL, IsMultiRegionTrail: false }),
    { subject: "trail palisade-trail, regions", why: /nothing of us-east-1/ },
  ],
  [
    "a bucket that is not selected",
    selectors(
      SELECTORS[0] as object,
      JSON.parse(JSON.stringify(SELECTORS[1]).replace("example-watched/", "example-watched-2/")),
    ),
    {
      subject: "object events of example-watched",
      why: "reads are logged in part only, writes are logged in part only",
    },
  ],
  [
    "copies into other buckets that are not logged",
    { GetEventSelectors: () => ({ AdvancedEventSelectors: SELECTORS }) },
    {
      subject: "CopyObject, UploadPartCopy of all buckets",
      why: "CopyObject, UploadPartCopy of other buckets are not logged",
    },
  ],
  ["no management events", selectors(SELECTORS[1] as object), { subject: "management events", why: /reads .* writes/ }],
]);

it("does not say what a trail misses whose selectors no one may read", async () => {
  const lines = await faultsOf(trail, { GetEventSelectors: refuse });
  expect(lines.map(({ status: each }) => each)).toEqual(lines.map(() => "unknown"));
  expect(lines.map(({ subject }) => subject)).toContain("object events of example-vault");
});

it("takes several trails together", async () => {
  const second = { ...TRAIL, Name: "palisade-trail-2", TrailARN: `${TRAIL.TrailARN}-2` };
  const lines = await faultsOf(trail, {
    ...only(TRAIL, second),
    GetEventSelectors: ({ TrailName }) => ({
      AdvancedEventSelectors: [CALLS_SELECTOR, SELECTORS[TrailName === second.TrailARN ? 1 : 0]],
    }),
  });
  expect(lines).toEqual([]);
});
