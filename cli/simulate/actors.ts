import type { Fields } from "@palisade/engine/events/fields";
import type { Stage } from "./stage";

/** `userIdentity` of those who play along. */
export const ACTORS = {
  /** A job that reads and writes all day. */
  job: (stage: Stage) => role(stage, "nightly-reports", "i-0a1b2c3d4e5f60718"),
  /** An application whose credentials the attacker has. */
  stolenRole: (stage: Stage) => role(stage, "web-app", "i-0f1e2d3c4b5a69788"),
  /** An administrator who signs in with MFA. */
  admin: (stage: Stage) => user(stage, "jordan", true),
  /** A user whose access key was published. */
  stolenUser: (stage: Stage) => user(stage, "ci-legacy", false),
  root: ({ account, partition }: Stage): Fields => ({
    type: "Root",
    principalId: account,
    arn: `arn:${partition}:iam::${account}:root`,
    accountId: account,
    accessKeyId: "",
  }),
  logDelivery: (): Fields => ({ type: "AWSService", invokedBy: "delivery.logs.amazonaws.com" }),
} as const satisfies Record<string, (stage: Stage) => Fields>;

function role({ account, partition, start }: Stage, name: string, session: string): Fields {
  const principalId = `AROAEXAMPLE${name.toUpperCase().replaceAll("-", "").slice(0, 10)}`;
  return {
    type: "AssumedRole",
    principalId: `${principalId}:${session}`,
    arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`,
    accountId: account,
    accessKeyId: "ASIAEXAMPLEEXAMPLE01",
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId,
        arn: `arn:${partition}:iam::${account}:role/${name}`,
        accountId: account,
        userName: name,
      },
      attributes: { creationDate: hourBefore(start), mfaAuthenticated: "false" },
    },
  };
}

function user({ account, partition, start }: Stage, name: string, mfa: boolean): Fields {
  return {
    type: "IAMUser",
    principalId: `AIDAEXAMPLE${name.toUpperCase().replaceAll("-", "")}`,
    arn: `arn:${partition}:iam::${account}:user/${name}`,
    accountId: account,
    userName: name,
    ...(!mfa && { accessKeyId: "AKIAEXAMPLEEXAMPLE01" }),
    ...(mfa && {
      sessionContext: { attributes: { creationDate: hourBefore(start), mfaAuthenticated: "true" } },
    }),
  };
}

function hourBefore(time: number): string {
  return new Date(time - 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");
}
