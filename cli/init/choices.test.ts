import { type ChoiceFlags, choicesOf } from "./choices";
import { parseBuckets, parseNumbers, parseYesOrNo } from "./parse-answers";
import { takePreset } from "./take-preset";

const NONE = { own: [], others: [] };

describe("what a command line decides", () => {
  it.each<[ChoiceFlags, string, (choices: ReturnType<typeof choicesOf>) => Promise<unknown>]>([
    [{ account: "12" }, "not an account id", (choices) => choices.account(undefined, [])],
    [{ region: "Frankfurt" }, "not a region", (choices) => choices.region(undefined)],
    [{ bucket: ["Not_A_Bucket"] }, "not a bucket name", (choices) => choices.buckets(NONE)],
    [{ bucket: ["none"] }, "at least one", (choices) => choices.buckets(NONE)],
    [{ email: ["nobody"] }, "not an e-mail address", (choices) => choices.emails()],
    [{ network: ["10.0.0.0/8"] }, "private", (choices) => choices.networks(true)],
    [{ project: "P!" }, "not a project name", (choices) => choices.project()],
  ])("is refused as the configuration would refuse it: %j", async (flags, said, decide) => {
    const [option = ""] = Object.keys(flags);
    const decided = decide(choicesOf(flags, takePreset));
    await expect(decided).rejects.toThrow(said);
    await expect(decided).rejects.toThrow(`--${option}`);
  });

  it("comes before any question", async () => {
    const choices = choicesOf(
      { project: "acme", email: ["a@example.com", "b@example.com"], network: ["203.0.113.0/24"] },
      () => Promise.reject(new Error("asked")),
    );
    expect(await choices.project()).toBe("acme");
    expect(await choices.emails()).toEqual(["a@example.com", "b@example.com"]);
    expect(await choices.networks(true)).toEqual(["203.0.113.0/24"]);
  });
});

describe("answers", () => {
  it("name buckets, or their numbers in the list, or all", () => {
    const listed = ["reports", "404", "archive"];
    expect(parseBuckets("all", listed)).toEqual({ value: listed });
    expect(parseBuckets("3, reports", listed)).toEqual({ value: ["archive", "reports"] });
    expect(parseBuckets("404 404", listed)).toEqual({ value: ["404"] });
    expect(parseBuckets("another-bucket", listed)).toEqual({ value: ["another-bucket"] });
    expect(parseBuckets("9", listed)).toEqual({ problem: expect.stringContaining("not a bucket name") });
  });

  it("name numbers of a list", () => {
    expect(parseNumbers("1 3,3", 3)).toEqual({ value: [0, 2] });
    expect(parseNumbers("none", 3)).toEqual({ value: [] });
    expect(parseNumbers("4", 3)).toEqual({ problem: 'got "4", expected numbers from 1 to 3, or none' });
    expect(parseNumbers("0", 3)).toEqual({ problem: expect.stringContaining("from 1 to 3") });
  });

  it("say yes or no", () => {
    expect(["y", "YES", "n", "No"].map(parseYesOrNo)).toEqual([true, true, false, false].map((value) => ({ value })));
    expect(parseYesOrNo("maybe")).toEqual({ problem: "expected yes or no" });
  });
});
