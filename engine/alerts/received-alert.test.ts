import * as fc from "fast-check";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { hostileAlert } from "../../testing/fixtures/hostile-text-fixture";
import { received } from "../../testing/fixtures/received-alert-fixture";
import { parseReceivedAlert, UnreadableAlertError } from "./received-alert";
import { alertJson } from "./text/json";

function published(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { ...JSON.parse(alertJson(anAlert(), 1024)), ...changes };
}

describe("parseReceivedAlert", () => {
  it("gives back what was published", () => {
    const details = { "Foreign account": "444455556666" };
    const alert = anAlert({ details, resource: "arn:aws:s3:::sensitive-data", events: 3, service: "s3.amazonaws.com" });
    const { id, incident, nextSteps, published: _, ...rest } = received(alert);
    const { id: __, ...sent } = alert;
    expect(rest).toEqual(sent);
    expect(id).toBe(`${incident}.0`);
    expect(nextSteps.length).toBeGreaterThan(1);
  });

  it("gives all alerts of an incident one name, and the next window's another", () => {
    const [opened, closed, next] = ["7.0", "7.1", "8.0"].map((id) => received(anAlert({}, { id })));
    expect(closed?.incident).toBe(opened?.incident);
    expect(closed?.id).not.toBe(opened?.id);
    expect(next?.incident).not.toBe(opened?.incident);
  });

  it("keeps fields that it does not know, for those who pass them on", () => {
    expect(parseReceivedAlert(published({ country: "NL" })).published).toMatchObject({ country: "NL" });
  });

  it.each([
    ["no alert", "hello", "alert cannot be read: got a text of 5 characters, expected an object"],
    ["a newer schema", published({ schema: 2 }), "schema of the alert cannot be read: got 2, expected 1, fix: deploy"],
    ["an alert without a schema", published({ schema: undefined }), "got nothing, expected 1"],
    [
      "an unknown severity",
      published({ severity: "fatal" }),
      "got a text of 5 characters, expected one of informational",
    ],
    [
      "an unknown kind",
      published({ kind: null }),
      "kind of the alert cannot be read: got null, expected one of opened",
    ],
    ["a time that is none", published({ firstSeen: "noon" }), "firstSeen of the alert cannot be read"],
    ["a count that is none", published({ count: -1 }), "count of the alert cannot be read: got -1"],
    ["details that are none", published({ details: { a: 1 } }), "details of the alert cannot be read"],
    ["a detection that is no id", published({ detection: "../x" }), "detection of the alert cannot be read"],
    ["steps that are none", published({ nextSteps: "run" }), "expected a list of texts"],
    ["a flag that is none", published({ mfa: "false" }), "mfa of the alert cannot be read"],
  ])("refuses %s, and says what it got and expected", (_, value, message) => {
    expect(() => parseReceivedAlert(value)).toThrow(UnreadableAlertError);
    expect(() => parseReceivedAlert(value)).toThrow(message);
  });

  it("reads whatever is published, and refuses the rest with its own error", () => {
    void fc.assert(
      fc.property(hostileAlert, (alert) => {
        expect(received(alert).match.title).toBe(alert.match.title.slice(0, 1024));
      }),
    );
    void fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(published())), (value, name) => {
        try {
          parseReceivedAlert(published({ [name]: value }));
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableAlertError);
        }
      }),
    );
  });
});
