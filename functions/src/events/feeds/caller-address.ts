import { parseAddress } from "../../perimeter/address";
import { type Fields, fieldsOf, textOf } from "../fields";

const CALLS = ["awsApiCallAction", "kubernetesApiCallAction", "rdsLoginAttemptAction"];

/**
 * Where somebody came from, of a finding's `action`. The remote end of a connection counts only where it came in: of an outgoing one it is
 * whom an instance spoke to, and to block or to trust that as a caller would be wrong.
 */
export function callerAddress(action: Fields): string | undefined {
  const connection = fieldsOf(action["networkConnectionAction"]);
  const probes = fieldsOf(action["portProbeAction"])["portProbeDetails"];
  const incoming = [
    ...CALLS.map((name) => fieldsOf(action[name])),
    connection["connectionDirection"] === "INBOUND" ? connection : {},
    fieldsOf(Array.isArray(probes) ? probes[0] : undefined),
  ];
  return incoming.map(({ remoteIpDetails }) => addressIn(fieldsOf(remoteIpDetails))).find(Boolean);
}

function addressIn(details: Fields): string | undefined {
  return addressOf(details["ipAddressV4"]) ?? addressOf(details["ipAddressV6"]);
}

/** The value if it is an address: other texts are not to pass for one in a suppression or a block list. */
export function addressOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && parseAddress(text) !== undefined ? text : undefined;
}
