import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf, isFields } from "../../events/fields";
import { elementOf, parametersOf } from "./bucket-change";
import { flagsLeftOff } from "./public-access-flags";

/** A protection of a bucket that can be switched off. */
export type Control = "versioning" | "MFA delete" | "access logging" | "default encryption" | "public access block";

interface Switch {
  readonly control: Control;
  readonly names: readonly string[];
  readonly isOff: (event: CloudTrailEvent) => boolean;
}

export const VERSIONING_NAMES = ["PutBucketVersioning"] as const;
export const LOGGING_NAMES = ["PutBucketLogging"] as const;
export const PUT_BLOCK_NAMES = ["PutBucketPublicAccessBlock", "PutPublicAccessBlock"] as const;
export const DELETE_BLOCK_NAMES = ["DeleteBucketPublicAccessBlock", "DeletePublicAccessBlock"] as const;

const SWITCHES: readonly Switch[] = [
  { control: "versioning", names: VERSIONING_NAMES, isOff: suspendsVersioning },
  { control: "MFA delete", names: VERSIONING_NAMES, isOff: disablesMfaDelete },
  { control: "access logging", names: LOGGING_NAMES, isOff: stopsLogging },
  { control: "default encryption", names: ["DeleteBucketEncryption"], isOff: () => true },
  { control: "public access block", names: DELETE_BLOCK_NAMES, isOff: () => true },
  {
    control: "public access block",
    names: PUT_BLOCK_NAMES,
    isOff: (event) => flagsLeftOff(elementOf(event, "PublicAccessBlockConfiguration")).length > 0,
  },
];

export const CONTROL_NAMES: readonly string[] = [...new Set(SWITCHES.flatMap(({ names }) => names))];

/** The protection that a call switched off, if it did. */
export function disabledControl(event: CloudTrailEvent): Control | undefined {
  return SWITCHES.find(({ names, isOff }) => names.includes(event.name) && isOff(event))?.control;
}

export function suspendsVersioning(event: CloudTrailEvent): boolean {
  return versioning(event)["Status"] === "Suspended";
}

export function disablesMfaDelete(event: CloudTrailEvent): boolean {
  return versioning(event)["MfaDelete"] === "Disabled";
}

/**
 * An empty `BucketLoggingStatus` switches logging off. `logging: ""` beside it is only the query's marker, which stands there when logging
 * is switched on, too.
 */
export function stopsLogging(event: CloudTrailEvent): boolean {
  const parameters = parametersOf(event);
  const isSaid = Object.hasOwn(parameters, "BucketLoggingStatus");
  return isSaid && !isFields(fieldsOf(parameters["BucketLoggingStatus"])["LoggingEnabled"]);
}

function versioning(event: CloudTrailEvent): Readonly<Record<string, unknown>> {
  return fieldsOf(elementOf(event, "VersioningConfiguration"));
}
