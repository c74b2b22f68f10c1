import { channelsOf, type Routed, type Routing } from "./routing";

const alert: Routed = {
  severity: "medium",
  environment: "Production",
  match: { detection: "s3.policy-made-public", account: "111122223333", bucket: "sensitive-data" },
};

function routed(routes: Routing["routes"]): readonly string[] {
  return channelsOf(alert, { routes, default: ["fallback"] });
}

describe("channelsOf", () => {
  it("goes to the default channels where no route fits", () => {
    expect(routed([])).toEqual(["fallback"]);
    expect(routed([{ severity: "high", channels: ["on-call"] }])).toEqual(["fallback"]);
  });

  it("adds the channels of every route that fits, each once", () => {
    const routes = [
      { severity: "low", channels: ["slack", "soc"] },
      { detections: ["s3.*"], channels: ["soc", "archive"] },
      { detections: ["iam.*"], channels: ["identity"] },
    ] as const;
    expect(routed(routes)).toEqual(["slack", "soc", "archive"]);
  });

  it.each([
    ["its own severity", { severity: "medium" }],
    ["a detection's whole id", { detections: ["s3.policy-made-public"] }],
    ["one of several detections", { detections: ["iam.*", "s3.policy-*"] }],
    ["the account", { accounts: ["222233334444", "111122223333"] }],
    ["the bucket", { buckets: ["sensitive-*"] }],
    ["the environment, whatever its case", { environments: ["production"] }],
    ["stars in a row", { buckets: ["sensitive**"] }],
    ["everything at once", { severity: "low", detections: ["s3.*"], accounts: ["111122223333"], buckets: ["*-data"] }],
  ] as const)("fits by %s", (_, conditions) => {
    expect(routed([{ ...conditions, channels: ["here"] }])).toEqual(["here"]);
  });

  it.each([
    ["a graver severity", { severity: "high" }],
    ["a part of an id", { detections: ["s3"] }],
    ["a dot for any character", { detections: ["s3xpolicy-made-public"] }],
    ["another account", { accounts: ["222233334444"] }],
    ["another environment", { environments: ["staging"] }],
    ["one condition of two", { severity: "low", buckets: ["other-*"] }],
  ] as const)("does not fit by %s", (_, conditions) => {
    expect(routed([{ ...conditions, channels: ["here"] }])).toEqual(["fallback"]);
  });

  it("fits no bucket and no account where the alert names none", () => {
    const nameless: Routed = { severity: "high", match: { detection: "iam.root-used" } };
    const routes = [
      { buckets: ["*"], channels: ["a"] },
      { accounts: ["111122223333"], channels: ["b"] },
      { environments: ["production", "*"], channels: ["c"] },
    ];
    expect(channelsOf(nameless, { routes, default: ["fallback"] })).toEqual(["fallback"]);
  });
});
