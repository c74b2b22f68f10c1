import { addressOf, callerAddresses } from "./caller-address";

const remoteIpDetails = { ipAddressV4: "198.51.100.23" };

describe("callerAddresses", () => {
  it.each([
    ["a call", { awsApiCallAction: { remoteIpDetails } }, "198.51.100.23"],
    ["a call to Kubernetes", { kubernetesApiCallAction: { remoteIpDetails } }, "198.51.100.23"],
    ["a login to a database", { rdsLoginAttemptAction: { remoteIpDetails } }, "198.51.100.23"],
    ["IPv6", { awsApiCallAction: { remoteIpDetails: { ipAddressV6: "2001:db8::7" } } }, "2001:db8::7"],
    ["a probe", { portProbeAction: { portProbeDetails: [{ remoteIpDetails }, {}] } }, "198.51.100.23"],
    [
      "a connection in",
      { networkConnectionAction: { connectionDirection: "INBOUND", remoteIpDetails } },
      "198.51.100.23",
    ],
    ["a connection out", { networkConnectionAction: { connectionDirection: "OUTBOUND", remoteIpDetails } }, undefined],
    ["a connection of no known direction", { networkConnectionAction: { remoteIpDetails } }, undefined],
    ["no action", {}, undefined],
  ])("of %s", (_, action, address) => {
    expect(callerAddresses(action).filter(Boolean)).toEqual(address === undefined ? [] : [address]);
  });
});

describe("addressOf", () => {
  it("lets nothing pass for an address that is none", () => {
    expect(["198.51.100.023", "198.51.100.0/24", "localhost", "", 7, null].map(addressOf)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });
});
