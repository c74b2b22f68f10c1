import { type Fields, fieldsOf, textOf } from "../../events/fields";

/** `palisade-trail`, of its name or ARN. */
export function trailOf(request: Fields): string | undefined {
  return behind(textOf(request["name"]) ?? textOf(request["trailName"]), ":trail/");
}

/** A rule's name, which calls on its targets give as `rule`. */
export function ruleOf(request: Fields): string | undefined {
  return textOf(request["name"]) ?? textOf(request["rule"]);
}

/** The name at the end of a queue's URL. */
export function queueOf(request: Fields): string | undefined {
  return behind(textOf(request["queueUrl"]), "/");
}

/** A function's name, which may be given with its account, its ARN and its version; the answer names an event source's function. */
export function functionOf(request: Fields, answer: Fields): string | undefined {
  const name = textOf(request["functionName"]) ?? textOf(answer["functionArn"]);
  const unqualified = behind(name, "function:");
  return unqualified?.split(":", 1)[0];
}

/** A topic's name, of its ARN or of that of a subscription to it. */
export function topicOf(request: Fields): string | undefined {
  const arn = textOf(request["topicArn"]) ?? textOf(request["subscriptionArn"]) ?? textOf(request["resourceArn"]);
  return arn?.split(":", 6)[5];
}

/** A table's name, of its name or ARN. */
export function tableOf(request: Fields): string | undefined {
  return behind(textOf(request["tableName"]) ?? textOf(request["resourceArn"]), ":table/");
}

/** A log group's name, of its name or ARN. */
export function logGroupOf(request: Fields): string | undefined {
  const given = textOf(request["logGroupName"]) ?? textOf(request["logGroupIdentifier"]);
  return behind(given, ":log-group:")?.split(":", 1)[0];
}

export function aliasOf(request: Fields): string | undefined {
  return textOf(request["aliasName"]);
}

export function roleOf(request: Fields): string | undefined {
  return textOf(request["roleName"]);
}

/** Ids of the KMS key that a call is about, by the record's resources, else by the request. */
export function keyOf(record: Fields, request: Fields): string {
  const resources = record["resources"];
  const [first] = Array.isArray(resources) ? resources : [];
  return textOf(fieldsOf(first)["ARN"]) ?? textOf(request["keyId"]) ?? "of unknown name";
}

function behind(text: string | undefined, mark: string): string | undefined {
  if (text === undefined) return undefined;
  const at = text.lastIndexOf(mark);
  return at === -1 ? text : text.slice(at + mark.length);
}
