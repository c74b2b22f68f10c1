import {
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  GetSecretValueCommand,
} from "@aws-sdk/client-secrets-manager";
import {
  DescribeParametersCommand,
  type DescribeParametersCommandOutput,
  GetParameterCommand,
  type ParameterMetadata,
} from "@aws-sdk/client-ssm";
import { type Answer, found } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";
import type { SecretName } from "@palisade/engine/channels/secret-name";
import { fail, failIf, type Line, withoutValue } from "./probe";

/** The secret of a channel: where it is, and what it is called there. */
interface Place {
  readonly store: string;
  readonly id: string;
}

function placeOf(name: SecretName): Place {
  const colon = name.indexOf(":");
  return { store: name.slice(0, colon), id: name.slice(colon + 1) };
}

/** Whether there is such a secret, by what is told about it: no one reads it. */
export function secretLine(aws: Aws, region: string, subject: string, name: SecretName): Promise<Line> {
  const { store, id } = placeOf(name);
  return store === "ssm" ? parameterLine(aws, region, subject, id) : managedLine(aws, region, subject, id);
}

async function parameterLine(aws: Aws, region: string, subject: string, id: string): Promise<Line> {
  const answer = await describeParameter(aws, region, id);
  if (answer.kind !== "found") return withoutValue(answer, subject, putCommand(`ssm:${id}`, region, "new"));
  const { Type } = answer.value;
  const put = putCommand(`ssm:${id}`, region, "new");
  return failIf(
    Type === "SecureString" ? undefined : `parameter ${id} is a ${Type}, which is not encrypted, expected SecureString`,
    subject,
    `parameter ${id} is there; its value was not read`,
    `aws ssm delete-parameter --name ${id} --region ${region}; ${put}`,
  );
}

/** With a filter, too, SSM answers with empty pages before the one that holds it. */
async function describeParameter(aws: Aws, region: string, id: string): Promise<Answer<ParameterMetadata>> {
  const ParameterFilters = [{ Key: "Name", Option: "Equals", Values: [id] }];
  let token: string | undefined;
  do {
    const answer: Answer<DescribeParametersCommandOutput> = await aws.ask(
      "ssm",
      region,
      new DescribeParametersCommand({ ParameterFilters, ...(token !== undefined && { NextToken: token }) }),
    );
    if (answer.kind !== "found") return answer;
    const [parameter] = answer.value.Parameters ?? [];
    if (parameter) return found(parameter);
    token = answer.value.NextToken;
  } while (token !== undefined && token !== "");
  return { kind: "missing", error: "ParameterNotFound" };
}

async function managedLine(aws: Aws, region: string, subject: string, id: string): Promise<Line> {
  const answer: Answer<DescribeSecretCommandOutput> = await aws.ask(
    "secretsmanager",
    region,
    new DescribeSecretCommand({ SecretId: id }),
  );
  if (answer.kind !== "found") return withoutValue(answer, subject, putCommand(`secretsmanager:${id}`, region, "new"));
  const { DeletedDate, VersionIdsToStages = {} } = answer.value;
  if (DeletedDate !== undefined) {
    const fix = `aws secretsmanager restore-secret --secret-id ${id} --region ${region}`;
    return fail(subject, `secret ${id} is marked for deletion`, fix);
  }
  const hasValue = Object.values(VersionIdsToStages).some((stages) => stages.includes("AWSCURRENT"));
  return failIf(
    hasValue ? undefined : `secret ${id} holds no value`,
    subject,
    `secret ${id} is there; its value was not read`,
    putCommand(`secretsmanager:${id}`, region, "again"),
  );
}

/** The secret itself, read with whatever the caller may; without the line break that pasting leaves. Never to be shown. */
export async function readSecret(aws: Aws, region: string, name: SecretName): Promise<Answer<string>> {
  const { store, id } = placeOf(name);
  const answer = store === "ssm" ? await readParameter(aws, region, id) : await readManaged(aws, region, id);
  if (answer.kind !== "found") return answer;
  const text = (answer.value ?? "").trim();
  return text === "" ? { kind: "missing", error: "holds no text" } : found(text);
}

async function readParameter(aws: Aws, region: string, Name: string): Promise<Answer<string | undefined>> {
  const answer = await aws.ask("ssm", region, new GetParameterCommand({ Name, WithDecryption: true }));
  return answer.kind === "found" ? found(answer.value.Parameter?.Value) : answer;
}

async function readManaged(aws: Aws, region: string, SecretId: string): Promise<Answer<string | undefined>> {
  const answer = await aws.ask("secretsmanager", region, new GetSecretValueCommand({ SecretId }));
  return answer.kind === "found" ? found(answer.value.SecretString) : answer;
}

/** The command that stores a secret, which it asks for: what is typed is in no history. */
export function putCommand(name: SecretName, region: string, how: "new" | "again"): string {
  const { store, id } = placeOf(name);
  const managed = how === "new" ? `create-secret --name ${id}` : `put-secret-value --secret-id ${id}`;
  const put =
    store === "ssm"
      ? `aws ssm put-parameter --type SecureString --name ${id}${how === "new" ? "" : " --overwrite"} --value "$S"`
      : `aws secretsmanager ${managed} --secret-string "$S"`;
  return `read -rs S && ${put} --region ${region}`;
}
