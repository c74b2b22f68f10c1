import { describeRequester } from "./requester";

describe("describeRequester", () => {
  it.each([
    ["-", { kind: "anonymous", id: "anonymous", arn: undefined, account: undefined }],
    ["Anonymous", { kind: "anonymous", id: "anonymous" }],
    [
      "arn:aws:iam::111122223333:user/team/alice",
      { kind: "user", account: "111122223333", principalArn: "arn:aws:iam::111122223333:user/team/alice" },
    ],
    ["arn:aws-us-gov:iam::111122223333:user/alice", { kind: "user", account: "111122223333" }],
    ["arn:aws:iam::123:user/masked", { kind: "user", account: "123" }],
    [
      "arn:aws:sts::111122223333:assumed-role/app/i-0abc",
      {
        kind: "role",
        id: "arn:aws:sts::111122223333:assumed-role/app",
        arn: "arn:aws:sts::111122223333:assumed-role/app/i-0abc",
        sessionName: "i-0abc",
        principalArn: undefined,
      },
    ],
    ["arn:aws:iam::111122223333:role/app", { kind: "role", id: "arn:aws:iam::111122223333:role/app" }],
    ["arn:aws:sts::111122223333:federated-user/bob", { kind: "federated-user", account: "111122223333" }],
    ["arn:aws:iam::111122223333:root", { kind: "root", account: "111122223333" }],
    ["arn:aws:iam::111122223333:group/odd", { kind: "unknown", arn: "arn:aws:iam::111122223333:group/odd" }],
    [
      "svc:delivery.logs.amazonaws.com",
      { kind: "service", id: "delivery.logs.amazonaws.com", invokedBy: "delivery.logs.amazonaws.com" },
    ],
    ["AmazonS3", { kind: "service", id: "AmazonS3" }],
    ["b2".repeat(32), { kind: "unknown", id: "b2".repeat(32), arn: undefined, account: undefined }],
    ["alice", { kind: "unknown", id: "alice" }],
    ["arn:odd", { kind: "unknown", id: "arn" }],
  ])("describes %s", (requester, expected) => {
    expect(describeRequester(requester)).toMatchObject(expected);
  });
});
