import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { isAnswered } from "../../events/access-log/operations";
import { defineAccessLogDetection } from "../engine/define-detection";
import { lineOriginInWords, requesterInWords } from "../facts/access-log-wording";

const OUTDATED = /^(?:TLSv1(?:[.][01])?|SSLv[23])$/i;
/** Lines of a client's own connection; S3 adds others of its own. */
const BY_A_CLIENT = /^(?:REST|SOAP|WEBSITE)[.]/;

/** Anyone on the network path can read along. */
export const s3AccessLogInsecureTransport = defineAccessLogDetection({
  id: "s3.access-log-insecure-transport",
  title: "Protected S3 bucket used over plain HTTP or TLS older than 1.2",
  enabledByDefault: true,
  severity: "low",
  matches: (event, context) => {
    if (context.perimeterOf(event.bucket) === undefined || !isAnswered(event)) return undefined;
    const transport = insecureTransport(event);
    if (transport === undefined) return undefined;
    return {
      severity: transport === PLAIN ? "medium" : "low",
      summary: `${requesterInWords(event)} used bucket ${event.bucket} over ${transport} from ${lineOriginInWords(event)}`,
      details: { Transport: transport },
    };
  },
  dedupBy: ({ actor, bucket }) => [actor.id, bucket],
});

const PLAIN = "plain HTTP";

/** A line that names the host has room for the TLS version, too. */
function insecureTransport({ operation, tlsVersion, cipherSuite, hostHeader }: AccessLogEvent): string | undefined {
  if (tlsVersion !== undefined) return OUTDATED.test(tlsVersion) ? tlsVersion : undefined;
  return BY_A_CLIENT.test(operation) &&
    cipherSuite === undefined &&
    hostHeader !== undefined &&
    !/_GET$/.test(operation)
    ? PLAIN
    : undefined;
}
