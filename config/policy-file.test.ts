import { parsePolicy } from "./policy-file";

const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::my-bucket/*" };

function policy(Statement: unknown, Version = "2012-10-17"): string {
  return JSON.stringify({ Version, Statement });
}

describe("parsePolicy", () => {
  it("takes one statement or many", () => {
    expect(parsePolicy(policy(statement))).toEqual([statement]);
    expect(parsePolicy(policy([statement, statement]))).toEqual([statement, statement]);
  });

  it.each([
    ["half a file", '{"Version": ', "not JSON"],
    ["a list", "[]", "not a policy document"],
    ["null", "null", "not a policy document"],
    ["no statement", "{}", "not a policy document"],
    ["a statement without effect", policy({ ...statement, Effect: undefined }), "not a policy document"],
    ["an identity policy", policy({ ...statement, Principal: undefined }), "not a policy document"],
    ["a text for a statement", policy("Allow"), "not a policy document"],
  ])("refuses %s", (_, text, message) => {
    expect(() => parsePolicy(text)).toThrow(message);
  });

  it("refuses an old policy whose plain text would become a variable", () => {
    const old = { ...statement, Resource: "arn:aws:s3:::my-bucket/${aws:username}" };
    expect(() => parsePolicy(policy(old, "2008-10-17"))).toThrow("would change its meaning");
    expect(parsePolicy(policy(old))).toEqual([old]);
  });
});
