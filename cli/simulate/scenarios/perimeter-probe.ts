import { ACTORS } from "../actors";
import { objectRecord } from "../record";
import type { Scenario } from "../scenario";

const NAMES = ["ListObjects", "GetObject", "GetObject", "HeadObject", "PutObject"] as const;

/** Stolen keys, tried from a stranger's address. */
export const perimeterProbe: Scenario = {
  id: "perimeter-probe",
  story: "An application's stolen session is tried from an address outside the allowlist, and S3 refuses it",
  raises: ["s3.blocked-outside-allowlist"],
  play: (stage) =>
    NAMES.map((name, index) =>
      objectRecord(stage, {
        minute: 12 + index / 4,
        who: ACTORS.stolenRole(stage),
        from: stage.outside,
        name,
        ...(name !== "ListObjects" && { key: "customers/2026-11.csv" }),
        error: { code: "AccessDenied", message: "Access Denied" },
      }),
    ),
};
