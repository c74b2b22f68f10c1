import fc from "fast-check";
import { IDENTITIES, OWNER } from "../../testing/fixtures/cloudtrail-fixture";
import { previewOf, requests, requestsOnDays } from "../../testing/fixtures/preview-fixture";
import { detectorSettings, samplePerimeter, TRUSTED } from "../../testing/test-detection";
import type { Fields } from "../events/fields";
import { AddressSet } from "../perimeter/address-set";
import { parseCidr } from "../perimeter/cidr";
import type { DetectorSettings } from "../settings";
import { type AddressFacts, NO_FACTS } from "./address-facts";
import { cutOff } from "./preview";
import { type ProposedAllowlist, proposeAllowlist } from "./propose-allowlist";

const UNTIL = Date.parse("2026-03-31T12:00:00Z");

const PUBLIC_ONLY = samplePerimeter("sensitive-data", {
  allow: { ...samplePerimeter("x").allow, vpcEndpoints: [], principals: [] },
});
const SETTINGS = detectorSettings({ perimeters: [PUBLIC_ONLY] });

interface Options {
  readonly facts?: Partial<AddressFacts>;
  readonly settings?: DetectorSettings;
}

function propose(records: readonly Fields[], { facts = {}, settings = SETTINGS }: Options = {}): ProposedAllowlist {
  return proposeAllowlist(previewOf(records, settings), () => ({ ...NO_FACTS, ...facts }), UNTIL);
}

function entriesOf(proposed: ProposedAllowlist): readonly string[] {
  return proposed.entries.map(({ entry, confidence }) => `${entry.key} ${entry.value} ${confidence}`);
}

function reasonsOf({ entries: [first] }: ProposedAllowlist): readonly string[] {
  return first?.reasons ?? [];
}

function noneOf({ suggestions }: ProposedAllowlist): readonly string[] {
  return [...suggestions.values()].flatMap((one) => ("none" in one ? one.none : []));
}

const from = (sourceIPAddress: string) => ({ sourceIPAddress });
const role = (name: string) => ({
  userIdentity: {
    ...IDENTITIES.role,
    sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${OWNER}:role/${name}` } },
  },
});
const user = (name: string, account: string = OWNER) => ({
  userIdentity: { ...IDENTITIES.user, arn: `arn:aws:iam::${account}:user/${name}`, accountId: account },
});

describe("the entry that is suggested", () => {
  it.each([
    ["an IPv4 address", from("198.51.100.23"), "cidrs 198.51.100.23/32"],
    ["the /64 of an IPv6 address", from("2001:db8:7:1:aaaa::9"), "cidrs 2001:db8:7:1::/64"],
    ["the IPv4 address in IPv6 clothes", from("::ffff:198.51.100.23"), "cidrs 198.51.100.23/32"],
    ["a VPC endpoint", { ...from("10.0.0.9"), vpcEndpointId: "vpce-0abc" }, "vpcEndpoints vpce-0abc"],
    [
      "a role whose endpoint is not recorded",
      { ...from("10.0.0.9"), ...role("batch") },
      `principals arn:aws:iam::${OWNER}:role/batch`,
    ],
  ])("is %s", (_, fields, expected) => {
    expect(entriesOf(propose(requestsOnDays(3, fields)))).toEqual([expect.stringContaining(expected)]);
  });

  it("is the user's own network where it has a name, unless that is wider than an office", () => {
    const named = (knownNetwork: string) => propose(requestsOnDays(1), { facts: { knownAs: "office", knownNetwork } });
    expect(entriesOf(named("198.51.100.0/24"))).toEqual(["cidrs 198.51.100.0/24 medium"]);
    expect(entriesOf(named("198.48.0.0/12"))).toEqual([expect.stringContaining("198.51.100.23/32")]);
    expect(entriesOf(named("0.0.0.0/0"))).toEqual([expect.stringContaining("198.51.100.23/32")]);
  });

  it("is the role where its addresses are Amazon's, or many: no list of them is ever complete", () => {
    const amazon = { facts: { network: "AS16509 AMAZON-02" } };
    expect(entriesOf(propose(requestsOnDays(5, role("lambda")), amazon))).toEqual([
      `principals arn:aws:iam::${OWNER}:role/lambda medium`,
    ]);
    const roaming = Array.from({ length: 8 }, (_, i) =>
      requests(1, { ...role("roaming"), ...from(`198.51.100.${3 * i}`) }),
    );
    expect(entriesOf(propose(roaming.flat()))).toEqual([`principals arn:aws:iam::${OWNER}:role/roaming low`]);
    expect(reasonsOf(propose(roaming.flat()))).toContain("lets the role in from anywhere: a VPC endpoint is narrower");
  });

  it("is never a user from anywhere", () => {
    const roaming = Array.from({ length: 9 }, (_, i) => requests(1, from(`198.51.100.${3 * i}`)));
    expect(propose(roaming.flat()).entries.every(({ entry }) => entry.key === "cidrs")).toBe(true);
  });

  it("is AWS's services, or the service-linked role, which they do not stand for", () => {
    const closed = { ...PUBLIC_ONLY, allow: { ...PUBLIC_ONLY.allow, awsServices: false } };
    const settings = detectorSettings({ perimeters: [closed] });
    const service = { userIdentity: IDENTITIES.service };
    expect(entriesOf(propose(requestsOnDays(3, service), { settings }))).toEqual(["awsServices true medium"]);
    const linked = role("aws-service-role/macie.amazonaws.com/AWSServiceRoleForMacie");
    expect(propose(requests(1, linked)).entries[0]?.entry).toEqual({
      key: "principals",
      value: `arn:aws:iam::${OWNER}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForMacie`,
    });
  });

  it.each([
    ["an address on a list", requests(1), { listedAs: "tor" }, "the address is on your list tor"],
    [
      "a caller of whom nothing is known",
      requests(1, { userIdentity: null }),
      {},
      "the log does not say whose account the caller is of",
    ],
    ["what is no address", requests(1, from("30.*.0.210")), {}, "the log holds no address"],
    [
      "a role whose name allows others",
      requests(1, { ...role("*"), ...from("10.0.0.9") }),
      {},
      "the log has no name for it that could be listed",
    ],
    [
      "an endpoint that cannot be one",
      requests(1, { ...from("10.0.0.9"), vpcEndpointId: "vpce-*" }),
      {},
      "the log has no name for it that could be listed",
    ],
    [
      "a user whose endpoint is not recorded",
      requests(1, from("10.0.0.9")),
      {},
      "the log does not name the VPC endpoint: list it under vpcEndpoints",
    ],
  ])("is none for %s", (_, records, facts, none) => {
    const proposed = propose(records, { facts });
    expect([noneOf(proposed), proposed.entries]).toEqual([[none], []]);
  });

  it("is never one for strangers, for those who got nothing, and for those who are allowed", () => {
    const proposed = propose([
      ...requests(1, { userIdentity: IDENTITIES.anonymous }),
      ...requests(1, { userIdentity: IDENTITIES.foreign }),
      ...requests(1, { errorCode: "AccessDenied" }),
      ...requests(1, { errorCode: "NoSuchKey" }),
      ...requests(1, from("203.0.113.9")),
    ]);
    expect([proposed.entries, proposed.suggestions.size]).toEqual([[], 0]);
  });
});

describe("the confidence in an entry", () => {
  it.each([
    [
      "10 days and a network with a name",
      requestsOnDays(10),
      { knownAs: "office" },
      "high",
      ["in your network office", "on 10 days"],
    ],
    ["10 days alone", requestsOnDays(10), {}, "medium", ["on 10 days"]],
    ["3 days", requestsOnDays(3), {}, "medium", ["on 3 days"]],
    ["2 days", requestsOnDays(2), {}, "low", ["on 2 days"]],
    ["1 day", requestsOnDays(1), {}, "low", ["on a single day"]],
    [
      "a network with a name alone",
      requestsOnDays(1),
      { knownAs: "office" },
      "medium",
      ["in your network office", "on a single day"],
    ],
    [
      "three principals of the own account, on 10 days",
      ["ana", "ben", "eva"].flatMap((name) => requestsOnDays(10, user(name))),
      {},
      "high",
      ["on 10 days", "3 principals of the own account"],
    ],
    [
      "a second factor",
      requestsOnDays(10, {
        userIdentity: { ...IDENTITIES.user, sessionContext: { attributes: { mfaAuthenticated: "true" } } },
      }),
      {},
      "high",
      ["on 10 days", "100% with a second factor"],
    ],
    [
      "more refusals than successes",
      [...requestsOnDays(10), ...requests(11, { errorCode: "AccessDenied" })],
      {},
      "low",
      ["on 11 days", "refused 11 times already, and allowed 10 times"],
    ],
    [
      "principals of a trusted account, whatever speaks for them",
      requestsOnDays(10, user("bob", TRUSTED)),
      { knownAs: "partner" },
      "medium",
      ["in your network partner", "on 10 days", "principals of a trusted account"],
    ],
    [
      "the root user, by a detection as well",
      requestsOnDays(10, { userIdentity: IDENTITIES.root }),
      {},
      "low",
      ["matched by iam.root-activity", "on 10 days", "the root user, which no one should use"],
    ],
    [
      "an address of Amazon's",
      requestsOnDays(10),
      { network: "AS14618 Amazon.com, Inc." },
      "medium",
      ["on 10 days", "an address of Amazon's, which someone else may have tomorrow"],
    ],
    [
      "an address that was not seen lately",
      requestsOnDays(1, { eventTime: "2026-03-01T10:00:00Z" }),
      { knownAs: "old office" },
      "low",
      ["in your network old office", "on a single day", "not seen for 30 days"],
    ],
  ] as const)("goes by %s", (_, records, facts, confidence, reasons) => {
    const [entry] = propose(records, { facts }).entries;
    expect(entry?.confidence).toBe(confidence);
    expect(entry?.reasons).toEqual(reasons);
  });

  it("is low where strangers call from the same place, whatever speaks for it", () => {
    const proposed = propose(
      [...requestsOnDays(20), ...requests(1, { userIdentity: IDENTITIES.anonymous, errorCode: "AccessDenied" })],
      { facts: { knownAs: "office" } },
    );
    expect(entriesOf(proposed)).toEqual(["cidrs 198.51.100.23/32 low"]);
    expect(reasonsOf(proposed)[0]).toBe("strangers call from there too: anonymous");
  });

  it("names some of many strangers", () => {
    const strangers = ["1", "2", "3", "4"].map((n) => ({ ...IDENTITIES.foreign, accountId: `44445555666${n}` }));
    const proposed = propose([...requests(1), ...strangers.flatMap((userIdentity) => requests(1, { userIdentity }))]);
    expect(reasonsOf(proposed)[0]).toMatch(
      /^strangers call from there too: account:\d+, account:\d+, account:\d+ and 1 more$/,
    );
  });

  it("is low where a detection matched", () => {
    const proposed = propose([...requestsOnDays(20), ...requests(1, { eventName: "DeleteBucket" })], {
      facts: { knownAs: "office" },
    });
    expect(entriesOf(proposed)).toEqual(["cidrs 198.51.100.23/32 low"]);
    expect(reasonsOf(proposed)[0]).toMatch(/^matched by s3\./);
  });

  it("asks of an endpoint whose it is", () => {
    const proposed = propose(requestsOnDays(10, { ...from("10.0.0.9"), vpcEndpointId: "vpce-0abc" }));
    expect(reasonsOf(proposed)).toEqual(["on 10 days", "make sure that the endpoint is yours"]);
  });
});

describe("neighbouring networks", () => {
  it("become one where they are as trustworthy, and stay apart where they are not", () => {
    const days = { 10: 10, 11: 10, 12: 1, 13: 1 };
    const records = Object.entries(days).flatMap(([host, count]) => requestsOnDays(count, from(`198.51.100.${host}`)));
    expect(entriesOf(propose(records))).toEqual(["cidrs 198.51.100.10/31 medium", "cidrs 198.51.100.12/31 low"]);
  });

  it("allow everyone they are for, and no one who was not seen", () => {
    const address = fc.oneof(
      fc.nat(63).map((host) => `198.51.100.${host}`),
      fc.nat(7).map((net) => `2001:db8:5:${net}::1`),
    );
    fc.assert(
      fc.property(fc.uniqueArray(address, { minLength: 1, maxLength: 40 }), (addresses) => {
        const proposed = propose(addresses.flatMap((one) => requests(1, from(one))));
        const cidrs = proposed.entries.map(({ entry }) => entry.value);
        const set = AddressSet.of(cidrs);
        expect(addresses.every((one) => set.has(one))).toBe(true);
        expect(Array.from({ length: 64 }, (_, host) => `198.51.100.${host}`).filter((one) => set.has(one))).toEqual(
          expect.arrayContaining(addresses.filter((one) => !one.includes(":"))),
        );
        expect(cidrs.reduce((sum, cidr) => sum + sizeOf(cidr), 0)).toBe(addresses.length);
        expect(cidrs.every((cidr) => "cidr" in parseCidr(cidr))).toBe(true);
        expect(proposed.entries.flatMap(({ callers }) => callers)).toHaveLength(addresses.length);
      }),
      { numRuns: 60 },
    );
  });

  it("are what it takes: with the proposal no one is cut off any more to whom something was proposed", () => {
    const records = [
      ...requestsOnDays(3),
      ...requests(1, { ...from("10.0.0.9"), vpcEndpointId: "vpce-0abc" }),
      ...requests(1, { ...role("batch"), ...from("10.0.0.9") }),
      ...requests(1, from("2001:db8:9::1")),
      ...requests(1, from("30.*.0.210")),
    ];
    const allow = PUBLIC_ONLY.allow;
    const values = (key: string) =>
      propose(records).entries.flatMap(({ entry }) => (entry.key === key ? entry.value : []));
    const wider = {
      ...allow,
      cidrs: [...allow.cidrs, ...values("cidrs")],
      vpcEndpoints: values("vpcEndpoints"),
      principals: values("principals"),
    };
    const left = cutOff(previewOf(records, detectorSettings({ perimeters: [{ ...PUBLIC_ONLY, allow: wider }] })));
    expect(left.map(({ source }) => source)).toEqual([{ kind: "unparseable", text: "30.*.0.210" }]);
  });
});

function sizeOf(cidr: string): number {
  const prefix = Number(cidr.split("/")[1]);
  return 2 ** ((cidr.includes(":") ? 64 : 32) - prefix);
}
