import { describeFaults } from "../../../testing/contracts/describe-faults";
import { ACCOUNT, configOf, healthyAnswer, look, missing, policy } from "../../../testing/fixtures/doctor-fixture";
import { key } from "./key";

const SUBJECT = "key alias/palisade";
const state = (KeyState: string) => ({ DescribeKey: () => ({ KeyMetadata: { KeyId: "key-1", KeyState } }) });
const [root, alarms] = JSON.parse((healthyAnswer("GetKeyPolicy") as { readonly Policy: string }).Policy)
  .Statement as readonly [object, object];
const says = (...statements: readonly object[]) => ({ GetKeyPolicy: () => ({ Policy: policy(...statements) }) });

describeFaults(key, [
  ["a key that is gone", { DescribeKey: missing("NotFoundException") }, { subject: SUBJECT, why: "does not exist" }],
  [
    "a disabled key",
    state("Disabled"),
    { subject: SUBJECT, why: "is Disabled", fix: "aws kms enable-key --key-id key-1" },
  ],
  [
    "a key on its way out",
    state("PendingDeletion"),
    { subject: SUBJECT, why: "will be deleted", fix: "cancel-key-deletion" },
  ],
  ["a key that alarms may not use", says(root), { subject: `${SUBJECT}, policy`, why: "does not let alarms use it" }],
  [
    "a key that roles may not use",
    says(alarms),
    { subject: `${SUBJECT}, policy`, why: "does not leave its use to IAM" },
  ],
]);

describe("probe key", () => {
  const perimeters = "perimeters: {one: {buckets: [example-vault], allow: {cidrs: [203.0.113.0/24]}}}\n";

  it("asks nothing where there is no key of ours", async () => {
    const refuse = missing("AccessDeniedException");
    const lines = await look(
      key,
      { DescribeKey: refuse, GetKeyPolicy: refuse },
      configOf(`${perimeters}kms: aws-owned`),
    );
    expect(lines).toEqual([{ status: "pass", subject: "key", why: expect.any(String) }]);
  });

  it("looks at the key that the configuration names", async () => {
    const arn = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/0a1b2c3d-1111-4222-8333-444455556666`;
    const [line] = await look(key, {}, configOf(`${perimeters}kms: ${arn}`));
    expect(line).toMatchObject({ status: "pass", subject: `key ${arn}` });
  });
});
