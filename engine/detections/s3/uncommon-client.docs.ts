import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";
import { UNCOMMON_CLIENTS } from "../facts/uncommon-clients";

export const s3UncommonClientDocs: DetectionDocs = {
  status: "experimental",
  attack: ["TA0009:T1530", "TA0010:T1567.002"],
  description: `A caller used one of these for the first time on a protected bucket: ${UNCOMMON_CLIENTS.join(", ")}. Their user agents are not all confirmed by records.`,
  misses: [
    "clients that send another user agent, which any client can",
    "scripts that use an SDK or the AWS CLI",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["people who like these clients, once each"],
  runbook: [
    "Ask the caller's owner whether this client is theirs.",
    "If not, see what the caller read from this address, and revoke its sessions and keys.",
  ],
};
