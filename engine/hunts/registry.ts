import type { Hunt } from "./define-hunt";
import { accessLogAnonymous } from "./library/access-log-anonymous";
import { accessLogBatchDeletes } from "./library/access-log-batch-deletes";
import { accessLogBytesOut } from "./library/access-log-bytes-out";
import { accessLogFailedAuthentication } from "./library/access-log-failed-authentication";
import { accessLogOldTls } from "./library/access-log-old-tls";
import { accessLogOutsideAllowlist } from "./library/access-log-outside-allowlist";
import { accessLogTopTalkers } from "./library/access-log-top-talkers";
import { actorTimeline } from "./library/actor-timeline";
import { addressTimeline } from "./library/address-timeline";
import { bytesOut } from "./library/bytes-out";
import { copiesToOtherAccounts } from "./library/copies-to-other-accounts";
import { deletesPerHour } from "./library/deletes-per-hour";
import { deniedRequests } from "./library/denied-requests";
import { keyUsed } from "./library/key-used";
import { newAddresses } from "./library/new-addresses";
import { objectHistory } from "./library/object-history";
import { outsideAllowlist } from "./library/outside-allowlist";
import { policyChanges } from "./library/policy-changes";
import { topTalkers } from "./library/top-talkers";

/** The library of hunts, in the order in which people ask; those that detections make depend on the configuration. */
export const HUNTS: readonly Hunt[] = [
  outsideAllowlist,
  deniedRequests,
  newAddresses,
  topTalkers,
  bytesOut,
  copiesToOtherAccounts,
  deletesPerHour,
  policyChanges,
  keyUsed,
  actorTimeline,
  addressTimeline,
  objectHistory,
  accessLogOutsideAllowlist,
  accessLogFailedAuthentication,
  accessLogOldTls,
  accessLogBatchDeletes,
  accessLogAnonymous,
  accessLogBytesOut,
  accessLogTopTalkers,
];
