import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_LOGS, ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3AccessDeniedBurstDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0007:T1619", "TA0007:T1580"],
  description:
    "25 requests from one address to protected buckets were refused within ten minutes, whatever identity was used. Elastic's rule " +
    "asks for 40. AWS's own services, such as log delivery, do not count; a caller without an address of its own counts by its name.",
  misses: ["probing from many addresses", ACCESS_LOGS, ACCESS_POINTS, OTHER_BUCKETS],
  falsePositives: [
    "an application that lost a permission and tries again, and a colleague's client at an address that is not allowed yet",
  ],
  runbook: [
    "See in the incident whether it is one caller that repeats one request, which is a lost permission, or a caller that tries names.",
    "Ask the callers' owners. If no one knows the address, revoke the sessions and keys that it used.",
    "See whether any request from this address succeeded, with `palisade hunt address-timeline` over the trail's log files.",
  ],
};
