import { isPastedSecret } from "../yaml/redact";
import { say, text } from "./schema-builders";

export const secretName = (what: string) =>
  text(/^(?:ssm:\/?[\w.-]+(?:\/[\w.-]+)*|secretsmanager:[\w/+=.@-]{1,512})$/, {
    what: "not the name of a secret",
    expected: "ssm:/palisade/slack for a SecureString, or secretsmanager:palisade/slack",
    fix: "store the secret there and write its name, never the secret itself",
  })
    .refine((name) => !isPastedSecret(name.slice(name.indexOf(":") + 1)), {
      error: say({
        what: "what looks like the secret itself behind ssm: or secretsmanager:",
        expected: "the name under which it is stored there, such as ssm:/palisade/slack",
        fix: "store it and write its name; if it is a name, choose one of words; change a secret that others may have read",
      }),
    })
    .optional()
    .describe(`${what}: ssm:NAME of a SecureString, or secretsmanager:NAME.`);
