import { ACTORS } from "../actors";
import { signInRecord } from "../record";
import type { Scenario } from "../scenario";

/** No one works as root. */
export const rootLogin: Scenario = {
  id: "root-login",
  story: "Someone signs in to the console as the root user, without MFA",
  raises: ["iam.root-console-login"],
  play: (stage) => [
    signInRecord(stage, {
      minute: 2,
      who: ACTORS.root(stage),
      from: stage.outside,
      name: "ConsoleLogin",
      parameters: {},
      mfa: false,
      userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
    }),
  ],
};
