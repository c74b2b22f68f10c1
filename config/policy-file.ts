import type { ExistingStatement } from "../functions/contract";

/**
 * The statements of a policy document, as `aws s3api get-bucket-policy --query Policy --output text` prints it. Throws an Error that
 * says what is wrong with it.
 */
export function parsePolicy(text: string): readonly ExistingStatement[] {
  const policy = parseJson(text);
  if (!isRecord(policy)) throw new Error("not a policy document: expected an object with Statement");
  const { Version: version, Statement: statement } = policy;
  const statements = Array.isArray(statement) ? statement : [statement];
  if (!statements.every(isStatement)) {
    throw new Error("not a policy document: expected statements with Effect, Principal, Action and Resource");
  }
  // Ours is written as 2012-10-17, where "${" begins a variable; in older policies it is plain text.
  if (version !== "2012-10-17" && JSON.stringify(statements).includes("${")) {
    throw new Error('holds "${" in a policy older than version 2012-10-17, where it would change its meaning');
  }
  return statements;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`not JSON: ${(error as Error).message}`, { cause: error });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isStatement(value: unknown): value is ExistingStatement {
  if (!isRecord(value)) return false;
  const has = (key: string) => value[key] !== undefined;
  return (
    (value["Effect"] === "Allow" || value["Effect"] === "Deny") &&
    (has("Principal") || has("NotPrincipal")) &&
    (has("Action") || has("NotAction")) &&
    (has("Resource") || has("NotResource"))
  );
}
