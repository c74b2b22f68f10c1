import { accessLogAnonymous } from "./access-log-anonymous";
import { accessLogBatchDeletes } from "./access-log-batch-deletes";
import { accessLogBytesOut } from "./access-log-bytes-out";
import { accessLogFailedAuthentication } from "./access-log-failed-authentication";
import { accessLogOldTls } from "./access-log-old-tls";
import { accessLogOutsideAllowlist } from "./access-log-outside-allowlist";
import { accessLogTopTalkers } from "./access-log-top-talkers";
import { actorTimeline } from "./actor-timeline";
import { addressTimeline } from "./address-timeline";
import { bytesOut } from "./bytes-out";
import { copiesToOtherAccounts } from "./copies-to-other-accounts";
import type { Hunt } from "./define-hunt";
import { deletesPerHour } from "./deletes-per-hour";
import { deniedRequests } from "./denied-requests";
import { keyUsed } from "./key-used";
import { newAddresses } from "./new-addresses";
import { objectHistory } from "./object-history";
import { outsideAllowlist } from "./outside-allowlist";
import { policyChanges } from "./policy-changes";
import { topTalkers } from "./top-talkers";

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
