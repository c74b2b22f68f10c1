import fc from "fast-check";
import { parse } from "yaml";
import { parseConfig } from "../../config/load-config";
import { sampleDraft } from "../../testing/fixtures/sample-draft-fixture";
import { draftText, NO_NETWORK } from "./draft-text";

const FILE = "palisade.yaml";
const NOW = Date.parse("2026-03-01T00:00:00Z");

describe("the text of a draft", () => {
  it("is a configuration with a comment beside each value", () => {
    const text = draftText(
      sampleDraft({
        buckets: [
          {
            name: "sensitive-data",
            region: "eu-central-1",
            policy: { kind: "none" },
          },
          {
            name: "reports",
            region: undefined,
            policy: { kind: "unknown", why: "no permission" },
          },
        ],
        leftOut: [{ value: "theirs", why: "belongs to account 444455556666" }],
        doubtful: [
          {
            key: "cidrs",
            value: "198.51.100.23/32",
            why: "low: alice; on a single day",
          },
        ],
        emails: ["security@example.com"],
        gaps: ["networks are known of 1 day only"],
      }),
    );
    expect(text).toMatchInlineSnapshot(`
      "# A first configuration, made by palisade init from logs: 2 CloudTrail records of 1 day.
      # It only observes: nothing is denied, and requests from outside the allowlist raise alerts.
      # Not known, or not looked at:
      # - networks are known of 1 day only

      project: palisade # prefix of all names
      account: "111122223333" # all records are from its trail
      region: eu-central-1 # home region of alerts, functions and logs: most buckets are there

      # What is protected, and who is allowed.
      perimeters:
        data:
          mode: observe # enforce also denies; palisade preview --enforce says who would lose access
          scope: data # requests for objects and listings; all: management of the bucket too
          buckets:
            - name: sensitive-data
              region: eu-central-1
              existingPolicy: none # it has no policy of its own
            - reports # its region is not known: the home region is assumed
          # Not protected:
          # - theirs: belongs to account 444455556666
          allow:
            cidrs:
              - 203.0.113.7/32 # high: alice; on 12 days
            # Seen in the logs, and not sure enough to be allowed:
            # - cidrs: 198.51.100.23/32 # low: alice; on a single day
            awsServices: true # AWS services, and what they do on a principal's behalf

      # Who is notified.
      alerts:
        email: # each confirms the message that AWS sends at the first deploy
          - security@example.com

      # The log files of the trail that Palisade creates: the logs do not say which trails there are
      logs:
        retentionDays: 365
      "
    `);
    expect(parseConfig(text, FILE, NOW).warnings).toEqual([]);
  });

  it("names an existing trail and kept statements", () => {
    const text = draftText(
      sampleDraft({
        buckets: [
          {
            name: "sensitive-data",
            region: "us-east-1",
            policy: {
              kind: "kept",
              file: "policies/sensitive-data.json",
              statements: 2,
            },
          },
        ],
        trail: {
          kind: "existing",
          name: "organisation",
          why: "It records all that is needed.",
        },
      }),
    );
    expect(parse(text)).toMatchObject({
      perimeters: {
        data: {
          buckets: [
            {
              existingPolicy: "policies/sensitive-data.json",
              region: "us-east-1",
            },
          ],
        },
      },
      trail: { existing: "organisation" },
    });
    expect(text).toContain("existingPolicy: policies/sensitive-data.json # keeps 2 statements\n");
  });

  it("is valid without any network, and says that the one in it is an example", () => {
    const text = draftText(sampleDraft({ allowed: [] }));
    const [perimeter] = parseConfig(text, FILE, NOW).perimeters;
    expect(perimeter?.perimeter.allow.cidrs).toEqual([NO_NETWORK]);
    expect(text).toContain(`- ${NO_NETWORK} # an example, from which no one calls`);
  });

  it("says in comments no more than a reader takes in", () => {
    const leftOut = Array.from({ length: 50 }, (_, index) => ({
      value: `bucket-${index}`,
      why: "not chosen",
    }));
    const text = draftText(sampleDraft({ leftOut }));
    expect(text).toContain("# - bucket-19: not chosen\n    # - and 30 more\n");
  });

  it("means the same whatever texts of logs are in its values and comments", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 100 }),
      fc.constantFrom(
        "a\nmode: enforce",
        "a\r    mode: enforce",
        "\u2028- x",
        "# x\n\n...\n---\n",
        "*x",
        "&x !!js",
        "'",
        '"',
        "a: b",
        "\u0085x: y",
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (text, other, third) => {
        const draft = sampleDraft({
          origin: text,
          account: { value: "111122223333", why: other },
          region: { value: "eu-central-1", why: third },
          buckets: [
            {
              name: text,
              region: other,
              policy: { kind: "kept", file: third, statements: 1 },
            },
          ],
          leftOut: [{ value: other, why: text }],
          allowed: [
            { key: "cidrs", value: text, why: other },
            { key: "principals", value: third, why: text },
          ],
          doubtful: [{ key: "vpcEndpoints", value: other, why: third }],
          emails: [third],
          trail: { kind: "existing", name: other, why: text },
          gaps: [text, other],
        });
        expect(parse(draftText(draft))).toEqual({
          project: "palisade",
          account: "111122223333",
          region: "eu-central-1",
          perimeters: {
            data: {
              mode: "observe",
              scope: "data",
              buckets: [{ name: text, region: other, existingPolicy: third }],
              allow: { cidrs: [text], principals: [third], awsServices: true },
            },
          },
          alerts: { email: [third] },
          trail: { existing: other },
        });
      }),
      { numRuns: 40 },
    );
  });
});
