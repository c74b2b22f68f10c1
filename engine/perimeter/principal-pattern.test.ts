import { checkPrincipalPattern } from "./principal-pattern";

describe("checkPrincipalPattern", () => {
  it.each([
    "arn:aws:iam::111122223333:role/break-glass",
    "arn:aws:iam::111122223333:role/deploy/*",
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*",
    "arn:aws:iam::111122223333:user/ana",
    "arn:aws:iam::111122223333:root",
    "arn:aws:sts::111122223333:federated-user/bob",
    "arn:aws:iam::*:role/aws-service-role/*",
    "arn:aws-cn:iam::111122223333:role/break-glass",
    "arn:aws-us-gov:iam::111122223333:role/break-glass",
  ])("accepts %s", (text) => expect(checkPrincipalPattern(text)).toBeUndefined());

  it.each([
    ["*", "exempts every principal"],
    ["", "not the ARN"],
    ["break-glass", "not the ARN"],
    ["111122223333", "not the ARN"],
    ["arn:aws:iam::111122223333:role/break glass", "not the ARN"],
    ["arn:aws:iam::111122223333:role/${aws:username}", "not the ARN"],
    ["arn:*", "not the ARN"],
    ["arn:*:iam::111122223333:role/x", "of partition"],
    ["arn:aws:iam::*:role/break-glass", "without one account"],
    ["arn:aws:iam::11112222????:role/break-glass", "without one account"],
    ["arn:aws:iam::12345678901:role/break-glass", "without one account"],
    ["arn:aws:iam:::role/break-glass", "without one account"],
    ["arn:aws:iam::*:role/aws-service-rol*", "without one account"],
    ["arn:aws:iam::*:root", "without one account"],
    ["arn:aws:iam::*:*", "not the ARN of a role"],
    ["arn:aws:iam::111122223333:*", "not the ARN of a role"],
    ["arn:aws:iam::111122223333:group/admins", "not the ARN of a role"],
    ["arn:aws:iam::111122223333:role/", "not the ARN of a role"],
    ["arn:aws:iam:eu-central-1:111122223333:role/x", "not the ARN of a role"],
    ["arn:aws:s3:::bucket", "not the ARN of a role"],
  ])("refuses %j: %s", (text, problem) => {
    expect(checkPrincipalPattern(text)?.problem).toContain(problem);
  });

  it("names the role behind a session", () => {
    expect(checkPrincipalPattern("arn:aws:sts::111122223333:assumed-role/deploy/ana")).toEqual({
      problem: "the ARN of a session, which aws:PrincipalArn never holds",
      fix: "write the role, with its path if it has one: arn:aws:iam::111122223333:role/deploy",
    });
  });

  it("refuses a principal of another partition, who would never be exempt", () => {
    expect(checkPrincipalPattern("arn:aws:iam::111122223333:role/break-glass", "aws-cn")).toEqual({
      problem: 'of partition "aws" where aws-cn is expected, so it would exempt nobody',
      fix: "begin it with arn:aws-cn:",
    });
  });
});
