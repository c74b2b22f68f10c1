import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { chainRegions } from "../expected-rules";
import { failIf, type Line, type Probe, type Surroundings, unknown, withoutValue } from "../probe";

/** The credentials belong to the account of the configuration, and every region that it uses answers them. */
export const identity: Probe = {
  id: "identity",
  title: "the credentials are of the configured account",
  needs: [],
  look: async (surroundings) => {
    const account = await lookAtAccount(surroundings);
    // A region that does not answer says nothing new where no one is known.
    return account.status === "unknown" ? [account] : [account, ...(await lookAtRegions(surroundings))];
  },
};

/** Whether the credentials are of the configured account. */
export async function lookAtAccount({ config, caller }: Surroundings): Promise<Line> {
  const subject = `account ${config.account}`;
  const answer = await caller();
  if (answer.kind !== "found") return withoutValue(answer, subject, "aws sso login, or set AWS_PROFILE");
  const { account, arn } = answer.value;
  const partition = arn.split(":")[1];
  const wrong =
    account !== config.account
      ? `these are credentials of account ${account} (${arn})`
      : partition !== config.partition
        ? `these are credentials of partition ${partition}, expected ${config.partition}`
        : undefined;
  return failIf(
    wrong,
    subject,
    `you are ${arn}`,
    "use credentials of that account, or correct account in palisade.yaml",
  );
}

async function lookAtRegions({ config, aws }: Surroundings): Promise<readonly Line[]> {
  const [home, ...others] = chainRegions(config);
  return Promise.all(
    [home as string, ...others].map(async (region) => {
      const answer = await aws.ask("sts", region, new GetCallerIdentityCommand({}));
      const subject = `region ${region}`;
      if (answer.kind === "found") return failIf(undefined, subject, region === home ? "home, answers" : "answers", "");
      if (answer.kind === "missing") return unknown(subject, { why: "does not answer" });
      return unknown(subject, {
        ...answer,
        fix: `aws account enable-region --region-name ${region}, or check the network`,
      });
    }),
  );
}
