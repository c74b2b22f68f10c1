import * as fc from "fast-check";
import { anAlert } from "../../../testing/fixtures/alert-fixture";
import { expectPlain, RUNBOOKS, textsOf } from "../../../testing/fixtures/channel-fixture";
import { hostileAlert, WIDE_CHARACTERS, worstAlert } from "../../../testing/fixtures/hostile-text-fixture";
import { received } from "../../../testing/fixtures/received-alert-fixture";
import { teamsSchema } from "../../../testing/fixtures/teams-schema-fixture";
import type { Alert } from "../../alerts/alert";
import { teamsAlert } from "./alert";

function expectSafe(alert: Alert): void {
  const body = JSON.stringify(teamsAlert(received(alert), RUNBOOKS));
  const sent = teamsSchema.parse(JSON.parse(body));
  // The documented limit is "approximately 28 KB"; others were refused from 21 KB on, and found two bytes counted for every character.
  expect(Buffer.byteLength(body)).toBeLessThan(21_000);
  expect(2 * body.length).toBeLessThan(28_000);
  const texts = textsOf(sent, ["url", "$schema"]);
  expectPlain(texts);
  expect(texts.join("\n")).not.toContain("{{");
}

describe("teamsAlert", () => {
  it("says what the other channels say, in the severity's style", () => {
    const { content } = teamsAlert(received(anAlert({ severity: "high" })), RUNBOOKS).attachments[0];
    expect(content.body[0]).toMatchObject({ type: "Container", style: "attention" });
    const text = JSON.stringify(content.body);
    for (const part of [
      "Who: ",
      "From: ",
      "How often: ",
      "Cause: ",
      "What to do next",
      "1. The request was refused.",
    ]) {
      expect(text).toContain(part);
    }
    expect(content.actions.map(({ title }) => title)).toEqual(["Open the bucket", "Runbook"]);
  });

  it("knows no Markdown and no mention: all text stands in blocks without either", () => {
    const text = JSON.stringify(teamsAlert(received(anAlert({ key: "**b** [x](y) <at>Everyone</at>" }))));
    expect(text).toContain("key **b** [x](y) <at>Everyone</at>");
    expect(text).not.toMatch(/"TextBlock"|"FactSet"|"entities"/);
  });

  it("stays text and within its limits, whatever comes in", () => {
    void fc.assert(fc.property(hostileAlert, expectSafe), { numRuns: 100 });
  });

  it.each(WIDE_CHARACTERS)("fits at its worst, of %j", (char) => {
    expectSafe(worstAlert(char));
  });
});
