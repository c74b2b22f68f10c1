import type { DetectionDocs } from "../engine/detection-docs";
import { LATE, OTHER_BUCKETS } from "../facts/access-log-wording";

export const s3AccessLogInsecureTransportDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0006:T1040"],
  description:
    "A request to a protected bucket was answered over plain HTTP (medium) or over TLS older than 1.2 (low). Only the access log shows plain HTTP.",
  misses: [
    "requests that were refused, as by a policy that asks for TLS",
    "lines from before 2018, which do not say",
    LATE,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "website endpoints, which speak nothing but HTTP",
    "devices and drivers that cannot do better; they still want replacing",
  ],
  runbook: [
    "Find the client by its user agent and address, and have it use https and a current TLS library.",
    "Deny requests without TLS 1.2 in the bucket's policy (aws:SecureTransport, s3:TlsVersion). `tls: 1.2` in a perimeter does.",
  ],
};
