import { stringify } from "yaml";
import * as z from "zod";
import { parseConfig } from "./load-config";
import { fileSchema } from "./sections/registry";
import { ConfigError } from "./yaml/config-error";

const TOKEN = "Zq7Wx2Kp9Lm4Vt8Rb3Ny6Hd1";
/** As they are pasted; each holds the part that must not be seen. */
const PASTED = [
  [`https://hooks.slack.com/services/T01234567/B01234567/${TOKEN}`, TOKEN],
  [`xox${"b"}-123456789012-${TOKEN}`, TOKEN],
  ["e93facc04764012d7bfb002500d5d1a6", "e93facc04764012d7bfb002500d5d1a6"],
  [`AKIA${"IOSFODNN7EXAMPLE"}`, "IOSFODNN7EXAMPLE"],
  ["https://alice:hunter2@10.0.0.1/hook", "hunter2"],
] as const;

type Path = readonly (string | number)[];

/** Every place in the schema at which a value stands, with a name of its own for what the user names. */
function places(schema: z.core.$ZodType, at: Path = []): readonly Path[] {
  if (schema instanceof z.ZodOptional) return places(schema.unwrap(), at);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => places(option, at));
  if (schema instanceof z.ZodArray) return [at, ...places(schema.element, [...at, 0])];
  if (schema instanceof z.ZodRecord) return [at, ...places(schema.valueType, [...at, "first"])];
  if (!(schema instanceof z.ZodObject)) return [at];
  return [
    at,
    ...Object.entries(schema.shape).flatMap(([key, value]) => places(value as z.core.$ZodType, [...at, key])),
  ];
}

const PLACES = [...new Map(places(fileSchema).map((at) => [at.join("."), at])).values()].filter((at) => at.length > 0);

const WHOLE = {
  project: "palisade",
  account: "111122223333",
  region: "eu-central-1",
  perimeters: { vault: { buckets: [{ name: "example-vault" }], allow: { cidrs: ["203.0.113.0/24"] } } },
};

type Tree = { [key: string | number]: unknown };

/** The whole configuration with a value at a place; what is missing on the way is made. */
function withValue(at: Path, value: unknown, kind: string): string {
  const root: Tree = structuredClone(WHOLE);
  let holder: Tree = root;
  for (const [index, segment] of at.slice(0, -1).entries()) {
    const isTree = typeof holder[segment] === "object" && holder[segment] !== null;
    if (!isTree)
      holder[segment] =
        typeof at[index + 1] === "number" ? [] : at[index] === "first" && at[0] === "channels" ? { kind } : {};
    holder = holder[segment] as Tree;
  }
  holder[at.at(-1) ?? ""] = value;
  return stringify(root);
}

function said(text: string): string {
  try {
    return parseConfig(text, "palisade.yaml").warnings.join("\n");
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe("a secret that was pasted into palisade.yaml", () => {
  it("has places to stand in", () => {
    expect(PLACES.length).toBeGreaterThan(150);
  });

  const leaks = (build: (at: Path, pasted: string, kind: string) => string, pasted: string, secret: string) =>
    PLACES.filter((at) => {
      const kinds = at[0] === "channels" ? ["slack", "webhook", "pagerduty"] : ["slack"];
      return kinds.some((kind) => said(build(at, pasted, kind)).includes(secret));
    });

  it.each(PASTED)("is not in what is said of any key: %#", (pasted, secret) => {
    expect(leaks(withValue, pasted, secret)).toEqual([]);
  });

  it("is not in what is said of it as a key, or in a list", () => {
    const [pasted, secret] = PASTED[0];
    expect(leaks((at, text, kind) => withValue([...at, text], "x", kind), pasted, secret)).toEqual([]);
    expect(leaks((at, text, kind) => withValue(at, [text], kind), pasted, secret)).toEqual([]);
  });

  it.each(["webhook", "token", "routingKey", "secret"])("is not shown under %s, however short it is", (key) => {
    const text = said(withValue(["channels", "first", key], "hunter2", "slack"));
    expect(text).toContain("a text that is not shown, since it may be a secret");
    expect(text).not.toContain("hunter2");
  });

  it("is not in the address of a webhook", () => {
    const address = (text: string) => said(withValue(["channels", "first", "url"], text, "webhook"));
    expect(address("https://10.0.0.1/hunter2")).toContain('got "https://10.0.0.1/[hidden]"');
    expect(address("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")).toContain('got "[hidden]"');
  });

  it.each([
    `ssm:xox${"b"}-123456789012-${TOKEN}`,
    "ssm:e93facc04764012d7bfb002500d5d1a6",
    "secretsmanager:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    `secretsmanager:ghp_${TOKEN}`,
  ])("is refused where its name belongs, and not shown: %#", (pasted) => {
    for (const key of ["webhook", "token", "routingKey", "secret"]) {
      const text = said(withValue(["channels", "first", key], pasted, "slack"));
      expect(text).toContain("what looks like the secret itself behind ssm: or secretsmanager:");
      expect(text).not.toContain(pasted.slice(-12));
    }
  });

  it.each([
    'channels: {first: {kind: slack, webhook: "hunter2',
    "channels:\n  first:\n    secret: hunter2: x",
    "channels:\n  first:\n    secret: *hunter2",
    "channels:\n  first:\n    token: !hunter2 x",
    "channels:\n  first:\n\ttoken: hunter2",
    "token: hunter2\n  password: hunter2",
  ])("is not in an excerpt of what is not YAML: %j", (text) => {
    const problems = said(`project: palisade\n${text}\n`);
    expect(problems).toContain("not YAML");
    expect(problems).not.toContain("hunter2");
  });

  it("is not in what is said of a key that stands twice", () => {
    for (const [pasted, secret] of PASTED) {
      expect(said(`project: palisade\n"${pasted}": 1\n"${pasted}": 2\n`)).not.toContain(secret);
    }
  });
});
