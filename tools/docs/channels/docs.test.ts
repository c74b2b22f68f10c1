import { readFileSync } from "node:fs";
import { join } from "node:path";
import { channelDocs } from "./docs";

describe("docs/catalogue/channels.md", () => {
  it("is what node tools/build/run.mjs tools/docs/channels/write-docs.ts writes", () => {
    expect(readFileSync(join(__dirname, "../../../docs/catalogue/channels.md"), "utf8")).toBe(channelDocs());
  });

  it("shows nothing invisible, and no link of an attacker's where channels are for people", () => {
    const [forPeople] = channelDocs().split("## Webhook");
    expect(channelDocs()).not.toMatch(/[\p{Cf}\p{Cs}]/u);
    expect(forPeople).not.toContain("https://pay.example.net");
  });
});
