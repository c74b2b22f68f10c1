import { fieldsOf, flagOf, isFields } from "../../events/fields";

/** The four switches of a public access block. */
const FLAGS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"] as const;

/** Switches that a configuration leaves off: what it does not name is off. None where there is no configuration to be seen. */
export function flagsLeftOff(configuration: unknown): readonly string[] {
  return isFields(configuration) ? FLAGS.filter((flag) => flagOf(configuration[flag]) !== true) : [];
}

/** Switches that a configuration turns off by name. */
export function flagsTurnedOff(configuration: unknown): readonly string[] {
  return FLAGS.filter((flag) => flagOf(fieldsOf(configuration)[flag]) === false);
}

export const FLAG_COUNT = FLAGS.length;
