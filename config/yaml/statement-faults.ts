import { splitArn } from "@palisade/engine/perimeter/arn-pattern";
import type { JsonPath } from "./json-source";
import { nearest } from "./nearest";
import { quoted } from "./quoted";

/** At a value of the statement, or at its key. */
export interface StatementFault {
  readonly path: JsonPath;
  readonly part?: "key";
  readonly text: string;
}

type Element = Readonly<Record<string, unknown>>;

const KEYS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/**
 * What S3 would refuse in a statement of a bucket policy, so far as the statement itself tells: which actions and condition keys there are,
 * and whether a principal still exists, only S3 knows.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function statementFaults(statement: unknown): readonly StatementFault[] {
  if (!isRecord(statement))
    return [{ path: [], text: `not a statement, ${got(statement)}, expected an object, fix: delete it` }];
  return [
    ...unknownKeys(statement),
    ...sidFaults(statement["Sid"]),
    ...(statement["Effect"] === "Allow" || statement["Effect"] === "Deny"
      ? []
      : [
          {
            path: ["Effect"],
            text: `not an effect, ${got(statement["Effect"])}, expected Allow or Deny, fix: write one of them`,
          },
        ]),
    ...(["Principal", "Action", "Resource"] as const).flatMap((element) => pairFaults(statement, element)),
    ...(["Principal", "NotPrincipal"] as const).flatMap((key) => principalFaults(statement, key)),
    ...(["Action", "NotAction"] as const).flatMap((key) => actionFaults(statement[key], key)),
    ...(["Resource", "NotResource"] as const).flatMap((key) => resourceFaults(statement[key], key)),
    ...conditionFaults(statement["Condition"]),
  ];
}

function isRecord(value: unknown): value is Element {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function got(value: unknown): string {
  return value === undefined
    ? "got nothing"
    : `got ${quoted(typeof value === "string" ? value : JSON.stringify(value))}`;
}

function unknownKeys(statement: Element): readonly StatementFault[] {
  return Object.keys(statement)
    .filter((key) => !KEYS.includes(key))
    .map((key) => {
      const guess = nearest(key, KEYS);
      const fix = guess === undefined ? "delete it" : `write ${guess}`;
      const text = `unknown key, got ${quoted(key)}, expected ${KEYS.join(", ")}, fix: ${fix}`;
      return { path: [key], part: "key", text };
    });
}

function sidFaults(sid: unknown): readonly StatementFault[] {
  return sid === undefined || typeof sid === "string"
    ? []
    : [{ path: ["Sid"], text: `not text, ${got(sid)}, expected a Sid as text, fix: put it in quotes` }];
}

/** A statement has each element once, as itself or as its opposite. */
function pairFaults(statement: Element, element: string): readonly StatementFault[] {
  const [has, hasNot] = [statement[element] !== undefined, statement[`Not${element}`] !== undefined];
  if (has !== hasNot) return [];
  const text = has
    ? `${element} and Not${element} at once, expected one of them, fix: make two statements of it`
    : `no ${element} in it, expected ${element} or Not${element}, fix: add it, since a bucket policy needs it`;
  return [{ path: has ? [`Not${element}`] : [], ...(has && { part: "key" as const }), text }];
}

interface Item {
  readonly value: unknown;
  readonly path: JsonPath;
}

/** One value or a list of them. */
function itemsOf(value: unknown, path: JsonPath): readonly Item[] {
  return Array.isArray(value)
    ? value.map((item: unknown, index) => ({ value: item, path: [...path, index] }))
    : [{ value, path }];
}

const PRINCIPAL_TYPES = ["AWS", "Service", "Federated", "CanonicalUser"];

function principalFaults(statement: Element, key: "Principal" | "NotPrincipal"): readonly StatementFault[] {
  const principal = statement[key];
  if (principal === undefined || principal === "*") return [];
  const expected = 'expected "*", or an object such as {"AWS": "arn:aws:iam::111122223333:role/reader"}';
  if (!isRecord(principal) || Object.keys(principal).length === 0) {
    return [{ path: [key], text: `not a principal, ${got(principal)}, ${expected}, fix: write it so` }];
  }
  return Object.entries(principal).flatMap(([type, values]) => {
    const path = [key, type];
    if (!PRINCIPAL_TYPES.includes(type)) {
      const text = `not a type of principal, got ${quoted(type)}, expected ${PRINCIPAL_TYPES.join(", ")}, fix: write ${nearest(type, PRINCIPAL_TYPES) ?? "AWS"}`;
      return [{ path, part: "key" as const, text }];
    }
    if (Array.isArray(values) && values.length === 0) {
      return [{ path, text: `no principal in it, got [], expected at least one, fix: delete ${type}` }];
    }
    const partition = partitionOfResources(statement);
    const problemOf =
      type === "AWS"
        ? (value: unknown) => awsPrincipalProblem(value) ?? partitionProblem(value, partition)
        : textProblem;
    return itemsOf(values, path).flatMap((item) => oneFault(item, problemOf));
  });
}

/** That of the bucket: a statement on another one's resources is refused anyway. */
function partitionOfResources({ Resource, NotResource }: Element): string | undefined {
  const [first] = [Resource ?? NotResource].flat();
  return typeof first === "string" ? splitArn(first)?.[1] : undefined;
}

/** IAM's of another partition are strangers to S3, which refuses them as it refuses those that do not exist. */
function partitionProblem(value: unknown, partition: string | undefined): Problem | undefined {
  const own = typeof value === "string" ? splitArn(value)?.[1] : undefined;
  if (own === undefined || partition === undefined || own === partition) return undefined;
  const what = "a principal of another partition than the bucket's, which S3 does not know";
  return { what, expected: `an ARN that begins with arn:${partition}:`, fix: "correct it, or delete it" };
}

interface Problem {
  readonly what: string;
  readonly expected: string;
  readonly fix: string;
}

function oneFault(
  { value, path }: Item,
  problemOf: (value: unknown) => Problem | undefined,
): readonly StatementFault[] {
  const problem = problemOf(value);
  if (problem === undefined) return [];
  return [{ path, text: `${problem.what}, ${got(value)}, expected ${problem.expected}, fix: ${problem.fix}` }];
}

function textProblem(value: unknown): Problem | undefined {
  return typeof value === "string" && value !== ""
    ? undefined
    : { what: "not text", expected: "text", fix: "put it in quotes" };
}

/**
 * S3 stores the unique id of a role or user, and shows it in place of the ARN once the role or user is gone.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
const UNIQUE_ID = /^A[A-Z]{3}[A-Z0-9]{4,124}$/;

const AWS_PRINCIPALS: Readonly<Record<string, RegExp>> = {
  iam: /^(?:root|(?:user|role)\/.+)$/,
  sts: /^(?:assumed-role|federated-user)\/.+$/,
};

const PRINCIPAL_EXPECTED = 'an account id, the ARN of a role, a user or a session, or "*"';

function awsPrincipalProblem(value: unknown): Problem | undefined {
  if (typeof value !== "string") return textProblem(value);
  if (value === "*" || /^\d{12}$/.test(value)) return undefined;
  const expected = PRINCIPAL_EXPECTED;
  if (UNIQUE_ID.test(value)) {
    const fix = "delete it, or write the ARN of what took its place; S3 refuses a policy that names it";
    return { what: "the id of a role or user that was deleted", expected, fix };
  }
  const [arn, , service = "", region, account = "", resource = ""] = splitArn(value) ?? [];
  if (
    arn !== "arn" ||
    region !== "" ||
    !AWS_PRINCIPALS[service]?.test(resource) ||
    !/^(?:\d{12}|cloudfront)$/.test(account)
  ) {
    return { what: "not a principal that S3 knows", expected, fix: "correct it, or delete it" };
  }
  if (/[*?]/.test(value)) {
    const fix = "name each one, or write the account and a condition on aws:PrincipalArn";
    return { what: "a wildcard in a principal, which S3 refuses", expected, fix };
  }
  return undefined;
}

function actionFaults(actions: unknown, key: string): readonly StatementFault[] {
  return listFaults(actions, key, (action) =>
    typeof action === "string" && /^(?:\*|s3:[a-z*?]+)$/i.test(action)
      ? undefined
      : { what: "not an action of S3", expected: "an action such as s3:GetObject", fix: "correct it, or delete it" },
  );
}

function resourceFaults(resources: unknown, key: string): readonly StatementFault[] {
  return listFaults(resources, key, (resource) =>
    typeof resource === "string" && /^arn:[^:]+:s3:::./.test(resource)
      ? undefined
      : { what: "not a resource of S3", expected: "the ARN of the bucket or of objects in it", fix: "write its ARN" },
  );
}

function listFaults(
  values: unknown,
  key: string,
  problemOf: (value: unknown) => Problem | undefined,
): readonly StatementFault[] {
  if (values === undefined) return [];
  if (Array.isArray(values) && values.length === 0) {
    return [{ path: [key], text: "nothing in it, got [], expected at least one, fix: delete the statement" }];
  }
  return itemsOf(values, [key]).flatMap((item) => oneFault(item, problemOf));
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATOR =
  /^(?:(?:ForAllValues|ForAnyValue):)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?$|^Null$/i;

function conditionFaults(condition: unknown): readonly StatementFault[] {
  if (condition === undefined) return [];
  if (!isRecord(condition)) {
    return [
      {
        path: ["Condition"],
        text: `not a condition, ${got(condition)}, expected an object of operators, fix: correct it`,
      },
    ];
  }
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const path = ["Condition", operator];
    if (!OPERATOR.test(operator)) {
      const text = `not an operator of conditions, got ${quoted(operator)}, expected one such as StringEquals, fix: correct it`;
      return [{ path, part: "key" as const, text }];
    }
    if (!isRecord(keys)) {
      return [{ path, text: `not a map of keys, ${got(keys)}, expected keys such as aws:SourceVpce, fix: correct it` }];
    }
    return Object.entries(keys).flatMap(([key, values]) =>
      itemsOf(values, [...path, key]).flatMap((item) => oneFault(item, conditionValueProblem)),
    );
  });
}

function conditionValueProblem(value: unknown): Problem | undefined {
  return ["string", "number", "boolean"].includes(typeof value)
    ? undefined
    : { what: "not a value of a condition", expected: "text, or a list of texts", fix: "put it in quotes" };
}
