import { describeFaults } from "../../../testing/contracts/describe-faults";
import { ABROAD, ACCOUNT, awsError, faultsOf } from "../../../testing/fixtures/doctor-fixture";
import { identity } from "./identity";

const caller = (Account: string, Arn: string) => ({ GetCallerIdentity: () => ({ Account, Arn }) });

describeFaults(identity, [
  [
    "another account's credentials",
    caller("222233334444", "arn:aws:iam::222233334444:user/bob"),
    { subject: `account ${ACCOUNT}`, why: /credentials of account 222233334444/ },
  ],
  [
    "another partition's credentials",
    caller(ACCOUNT, `arn:aws-cn:iam::${ACCOUNT}:user/bob`),
    { subject: `account ${ACCOUNT}`, why: /partition aws-cn, expected aws$/ },
  ],
  [
    "a region that is not switched on",
    {
      GetCallerIdentity: (_input, region) =>
        region === ABROAD
          ? awsError("InvalidClientTokenId")
          : { Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:root` },
    },
    { status: "unknown", subject: `region ${ABROAD}`, why: /InvalidClientTokenId/, fix: /enable-region/ },
  ],
]);

it("asks nothing else where there are no credentials", async () => {
  const lines = await faultsOf(identity, { GetCallerIdentity: () => awsError("CredentialsProviderError") });
  expect(lines).toEqual([
    {
      status: "unknown",
      subject: `account ${ACCOUNT}`,
      why: expect.any(String),
      fix: expect.stringContaining("sso login"),
    },
  ]);
});
