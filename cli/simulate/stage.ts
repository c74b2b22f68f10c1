import { AddressSet } from "@palisade/engine/perimeter/address-set";
import type { Allow } from "@palisade/engine/perimeter/perimeter";
import type { PalisadeConfig } from "../../config/config";
import type { Random } from "./random";

/** Where a request comes from, as CloudTrail writes it. */
export interface Origin {
  readonly sourceIPAddress: string;
  readonly vpcEndpointId?: string;
}

/** The setting of a scenario: the user's own account and bucket, and when and from where things happen. */
export interface Stage {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** The first protected bucket. */
  readonly bucket: string;
  /** Someone else's account. */
  readonly strangerAccount: string;
  /** Allowed by the bucket's perimeter. */
  readonly inside: Origin;
  /** Not allowed. */
  readonly outside: Origin;
  /** The trail that records all this. */
  readonly trail: string;
  /** The first event's time, in milliseconds since the epoch. */
  readonly start: number;
  readonly random: Random;
}

const STRANGER_ACCOUNTS = ["444455556666", "555566667777"] as const;
const STRANGER_ADDRESSES = ["198.51.100.23", "192.0.2.77", "203.0.113.66", "2001:db8:bad::17"] as const;

export interface StageOptions {
  readonly start: number;
  readonly random: Random;
}

/** Sets the scene in what palisade.yaml describes, so that the user's own rules and perimeters decide. */
export function stageOf(config: PalisadeConfig, options: StageOptions): Stage {
  const [first] = config.perimeters;
  const [bucket] = first?.buckets ?? [];
  if (first === undefined || bucket === undefined) throw new Error("a configuration without a protected bucket");
  const { allow } = first.perimeter;
  return {
    ...options,
    account: config.account,
    partition: config.partition,
    region: bucket.region,
    bucket: bucket.name,
    strangerAccount: STRANGER_ACCOUNTS.find((account) => account !== config.account) ?? STRANGER_ACCOUNTS[0],
    inside: insideOf(allow),
    outside: outsideOf(allow),
    trail: config.trail.kind === "existing" ? config.trail.name : config.names.trail,
  };
}

function insideOf({ cidrs, vpcEndpoints }: Allow): Origin {
  const [cidr] = cidrs;
  if (cidr !== undefined) return { sourceIPAddress: addressIn(cidr) };
  const [vpcEndpointId] = vpcEndpoints;
  return { sourceIPAddress: "10.20.0.15", ...(vpcEndpointId !== undefined && { vpcEndpointId }) };
}

/** Some address of a network: the eleventh of a larger IPv4 network, else the first. */
function addressIn(cidr: string): string {
  const [first = cidr, prefix = "32"] = cidr.split("/");
  const isLarge = !first.includes(":") && Number(prefix) <= 28;
  return isLarge ? first.replace(/\d+$/, (octet) => String(Number(octet) + 10)) : first;
}

function outsideOf({ cidrs }: Allow): Origin {
  const allowed = AddressSet.of(cidrs);
  const address = STRANGER_ADDRESSES.find((candidate) => !allowed.has(candidate));
  return { sourceIPAddress: address ?? STRANGER_ADDRESSES[0] };
}
