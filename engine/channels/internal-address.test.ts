import { isInternalAddress, isInternalHost } from "./internal-address";

describe("isInternalAddress", () => {
  it.each([
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255"],
    ...["192.168.1.1", "198.18.0.1", "203.0.113.7", "224.0.0.1", "255.255.255.255"],
    ...[
      "::",
      "::1",
      "fe80::1",
      "fc00::1",
      "fd00:ec2::254",
      "ff02::1",
      "2001:db8::1",
      "2002:7f00:1::",
      "64:ff9b::a00:1",
    ],
    ...["::ffff:127.0.0.1", "::ffff:8.8.8.8", "fe80::1%eth0", "2001::1"],
    ...["", "localhost", "1.2.3", "0x7f.1"],
  ])("finds %s inside", (address) => expect(isInternalAddress(address)).toBe(true));

  it.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "169.253.0.1", "223.255.255.255", "2600:1f18::1", "2a00:1450::1"])(
    "finds %s outside",
    (address) => expect(isInternalAddress(address)).toBe(false),
  );
});

describe("isInternalHost", () => {
  it.each([
    ...["localhost", "LOCALHOST.", "soc", "hooks.internal", "ip-10-0-0-1.ec2.internal", "nas.local", "a.localhost"],
    ...["10.0.0.1", "[::1]", "[fd00:ec2::254]", "169.254.169.254"],
  ])("finds %s inside", (host) => expect(isInternalHost(host)).toBe(true));

  it.each(["hooks.slack.com", "internal.example.com", "8.8.8.8", "[2600:1f18::1]", "localhost.example.com"])(
    "finds %s outside",
    (host) => expect(isInternalHost(host)).toBe(false),
  );

  it.each(["https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/", "https://127.1/"])(
    "sees through %s, which URL puts straight",
    (url) => expect(isInternalHost(new URL(url).hostname)).toBe(true),
  );
});
