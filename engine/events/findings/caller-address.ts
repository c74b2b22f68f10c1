import { parseAddress } from "../../perimeter/address";
import { type Fields, fieldsOf, listOfFields, textOf } from "../fields";

const CALLS = ["awsApiCallAction", "kubernetesApiCallAction", "rdsLoginAttemptAction"];

/**
 * From where someone came, of a finding's `action`. The remote end of a connection counts only where it came in: of an outgoing one it is
 * whom an instance spoke to, and to block or to trust that as a caller would be wrong.
 */
export function callerAddresses(action: Fields): readonly (string | undefined)[] {
  const connection = fieldsOf(action["networkConnectionAction"]);
  const { sourceIps } = fieldsOf(action["kubernetesApiCallAction"]);
  const incoming = [
    ...CALLS.map((name) => fieldsOf(action[name])),
    connection["connectionDirection"] === "INBOUND" ? connection : {},
    ...listOfFields(fieldsOf(action["portProbeAction"])["portProbeDetails"]),
  ];
  return [
    ...incoming.flatMap(({ remoteIpDetails }) => addressesIn(fieldsOf(remoteIpDetails))),
    ...(Array.isArray(sourceIps) ? sourceIps.map(addressOf) : []),
  ];
}

function addressesIn({ ipAddressV4, ipAddressV6 }: Fields): readonly (string | undefined)[] {
  return [addressOf(ipAddressV4), addressOf(ipAddressV6)];
}

/** The value if it is an address: other texts are not to pass for one in a suppression or a block list. */
export function addressOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && parseAddress(text) !== undefined ? text : undefined;
}
