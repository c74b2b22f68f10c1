import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import Ajv from "ajv";

// The schema is of draft 4, which names itself by `id`; nothing else in it means something else in later drafts.
const { $schema: _draft, id: _id, ...rules } = schema as Record<string, unknown>;
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(
  rules,
);

/** Where a log differs from the SARIF 2.1.0 schema. */
export function sarifFaults(log: unknown): readonly string[] {
  return validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
