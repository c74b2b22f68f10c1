import type { Scenario } from "./scenario";
import { backdooredPolicy } from "./scenarios/backdoored-policy";
import { batchDeletion } from "./scenarios/batch-deletion";
import { bulkDownload } from "./scenarios/bulk-download";
import { credentialSweep } from "./scenarios/credential-sweep";
import { externalCopy } from "./scenarios/external-copy";
import { multipartCopy } from "./scenarios/multipart-copy";
import { perimeterProbe } from "./scenarios/perimeter-probe";
import { ransomwareSseC } from "./scenarios/ransomware-sse-c";
import { roleBackdoor } from "./scenarios/role-backdoor";
import { rootLogin } from "./scenarios/root-login";
import { trailStopped } from "./scenarios/trail-stopped";

/** Every scenario there is. */
export const SCENARIOS: readonly Scenario[] = [
  perimeterProbe,
  externalCopy,
  multipartCopy,
  ransomwareSseC,
  batchDeletion,
  bulkDownload,
  backdooredPolicy,
  trailStopped,
  rootLogin,
  roleBackdoor,
  credentialSweep,
];
