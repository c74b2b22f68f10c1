import { parseAccounts } from "./accounts-file";

const organization = (...ids: readonly unknown[]) => ({ Accounts: ids.map((Id) => ({ Id, Status: "ACTIVE" })) });

describe("parseAccounts", () => {
  it.each<[string, string]>([
    ["one id per line, with comments", "\uFEFF# partners\r\n222233334444 # audit\r\n\r\n  333344445555\r\n".slice(1)],
    ["what aws organizations list-accounts prints", JSON.stringify(organization("222233334444", "333344445555"))],
    ["a list of ids, as --query prints it", '\n["222233334444", "333344445555"]'],
  ])("reads %s", (_, text) => {
    expect(parseAccounts(text)).toEqual({ accounts: ["222233334444", "333344445555"], faults: [] });
  });

  it("names every line that is no account id", () => {
    const { faults } = parseAccounts("222233334444\n  12345 # short\n# fine\n222233334444,333344445555\n");
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [2, 3],
      [4, 1],
    ]);
    expect(faults[0]?.text).toMatch(/^not an account id, got "12345", expected 12 digits, fix: /);
  });

  it.each<[string, string, RegExp]>([
    ["nothing", "# none yet\n", /^no account in it, /],
    ["no account of the organization", '{"Accounts": []}', /^no account in it, /],
    ["broken JSON", '{"Accounts": [', /^not JSON: /],
    ["another command's output", '{"Roots": []}', /^no list of Accounts, /],
    [
      "an account without id",
      JSON.stringify(organization("222233334444", 333344445555)),
      /^account 2 has no id, got "", /,
    ],
    ["an account that is none", "[null]", /^account 1 has no id/],
    [
      "the first of several pages",
      JSON.stringify({ ...organization("222233334444"), NextToken: "more" }),
      /^only the first page/,
    ],
  ])("refuses %s", (_, text, expected) => {
    const { faults } = parseAccounts(text);
    expect(faults).toEqual([{ line: 1, column: 1, text: expect.stringMatching(expected) }]);
  });
});
