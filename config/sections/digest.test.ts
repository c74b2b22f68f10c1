import { parseConfig } from "../load-config";
import { ConfigError } from "../yaml/config-error";

const HEAD = `
project: palisade
account: "111122223333"
region: eu-central-1
perimeters:
  office: {buckets: [my-bucket], allow: {cidrs: [203.0.113.0/24]}}
`.trimStart();

const QUIET = 'quietHours: {from: "20:00", to: "06:30", timezone: Europe/Berlin}\n';

function digestOf(text: string) {
  return parseConfig(`${HEAD}${text}`, "palisade.yaml").digest;
}

function problems(text: string): readonly string[] {
  try {
    digestOf(text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((line) => line.replace(/^palisade\.yaml:\d+:\d+ /, ""));
    throw error;
  }
}

describe("the digest", () => {
  it("is not sent unasked", () => {
    expect(digestOf("")).toBeUndefined();
    expect(digestOf("digest: false\n")).toBeUndefined();
  });

  it.each([
    ['digest: {at: "02:30", timezone: Europe/Berlin}\n', "palisade.yaml:6:14 digest.at: no time of the digest on "],
    [
      'quietHours: {from: "20:00", to: "02:30", timezone: Europe/Berlin}\n',
      "palisade.yaml:6:33 quietHours.to: no time of the digest on ",
    ],
  ])("warns of a time that the clock jumps over once a year: %j", (text, expected) => {
    const { warnings } = parseConfig(`${HEAD}${text}`, "palisade.yaml");
    expect(warnings).toEqual([expect.stringContaining(expected)]);
  });

  it("warns of no other time, and of none where there is no digest then", () => {
    const quiet = 'quietHours: {from: "20:00", to: "02:30", timezone: Europe/Berlin}\n';
    for (const text of [QUIET, `${quiet}digest: {at: "07:00", timezone: Europe/Berlin}\n`]) {
      expect(parseConfig(`${HEAD}${text}`, "palisade.yaml").warnings).toEqual([]);
    }
  });

  it("comes when the quiet hours end whose alerts wait for it, or when one says", () => {
    expect(digestOf(QUIET)).toEqual({ at: "06:30", timezone: "Europe/Berlin" });
    expect(digestOf(`${QUIET}digest: {at: "09:00"}\n`)).toEqual({ at: "09:00", timezone: "UTC" });
    expect(digestOf('digest: {at: "07:00", timezone: Europe/Berlin}\n')).toEqual({
      at: "07:00",
      timezone: "Europe/Berlin",
    });
  });

  it.each([
    [
      "no one would see what waits for it",
      `${QUIET}digest: false\n`,
      /^digest: no digest for the alerts of quietHours, /,
    ],
    ["the zone is none", 'digest: {at: "07:00", timezone: Europe/Berln}\n', /^digest\.timezone: not a time zone, /],
    ["the time is a number", "digest: {at: 7}\n", /^digest\.at: not a time of day in quotes, /],
    ["there is no time", "digest: {timezone: UTC}\n", /^digest\.at: missing, expected /],
    [
      "it is switched on without a time",
      "digest: true\n",
      /^digest: not a digest, got true, expected false, or a time /,
    ],
    ["a key is misspelt", 'digest: {at: "07:00", timezon: UTC}\n', /^digest\.timezon: unknown key/],
  ])("is refused where %s", (_, text, expected) => {
    expect(problems(text)).toEqual([expect.stringMatching(expected)]);
  });
});
