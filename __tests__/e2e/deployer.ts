import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import type { AwsClients } from "./aws-clients";
import { TEST_CREDENTIALS } from "./aws-clients";
import { ACCOUNT } from "./emulator";
import { programEnvironment, type Tools } from "./find-tools";

/** Has a path on purpose: an assumed role's own ARN lacks it, the role's and a policy's do not. */
export const DEPLOYER_ROLE = `arn:aws:iam::${ACCOUNT}:role/delivery/palisade-deployer`;

/** The environments in which Terraform runs against the emulator, which it finds by `AWS_ENDPOINT_URL` alone. */
export interface Callers {
  /** A caller with the keys that every test has. */
  readonly stranger: Readonly<Record<string, string>>;
  /** The role that every perimeter exempts. */
  readonly deployer: Readonly<Record<string, string>>;
}

/** Makes the deployer's role, and assumes it. */
export async function createCallers(
  { iam, sts }: AwsClients,
  { terraformConfig }: Tools,
  endpoint: string,
  region: string,
): Promise<Callers> {
  const [path, roleName] = ["/delivery/", "palisade-deployer"];
  const trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }] };
  await iam.send(
    new CreateRoleCommand({ Path: path, RoleName: roleName, AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: DEPLOYER_ROLE, RoleSessionName: "deploy" }));
  const base = {
    ...programEnvironment(),
    TF_CLI_CONFIG_FILE: terraformConfig,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_MAX_ATTEMPTS: "3",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
  return {
    stranger: {
      ...base,
      AWS_ACCESS_KEY_ID: TEST_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: TEST_CREDENTIALS.secretAccessKey,
    },
    deployer: {
      ...base,
      AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? "",
      AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? "",
      AWS_SESSION_TOKEN: Credentials?.SessionToken ?? "",
    },
  };
}
