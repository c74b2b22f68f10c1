import { ACTORS } from "../actors";
import { objectRecord } from "../record";
import type { Scenario } from "../scenario";

const KEYS = [
  "backup/.aws/credentials",
  "deploy/.env",
  "home/ops/.ssh/id_rsa",
  "infra/prod/terraform.tfstate",
] as const;

/** What is worth more than the data itself. */
export const credentialSweep: Scenario = {
  id: "credential-sweep",
  story: "Files that hold credentials are read, one after the other",
  raises: ["s3.credential-file-read"],
  play: (stage) =>
    KEYS.map((key, index) =>
      objectRecord(stage, {
        minute: 33 + index,
        who: ACTORS.stolenRole(stage),
        from: stage.inside,
        name: "GetObject",
        key,
        bytesOut: 1_800,
      }),
    ),
};
