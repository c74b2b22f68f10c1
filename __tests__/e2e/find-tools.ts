import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** What the suite needs from the machine. */
export interface Tools {
  readonly terraform: string;
  /** A Python that has moto and its server. */
  readonly python: string;
  /** A Terraform configuration with which every `init` takes the provider that was found, and asks no registry. */
  readonly terraformConfig: string;
  /** Holds that configuration and the provider; the caller removes it when it is done with both. */
  readonly providerFolder: string;
}

export type FoundTools =
  | { readonly kind: "found"; readonly tools: Tools }
  | { readonly kind: "missing"; readonly what: string };

/** The oldest that the stacks allow, and the one whose requests the emulator is known to answer. */
const PROVIDER_VERSION = "5.100.0";

export function findTools(): FoundTools {
  const terraform = onPath("terraform");
  if (terraform === undefined) return { kind: "missing", what: "no terraform on the PATH" };
  const python = findPython();
  if (python === undefined) return { kind: "missing", what: "no Python with moto_server on the PATH" };
  const provider = findProvider(terraform);
  return provider.kind === "missing" ? provider : { kind: "found", tools: { terraform, python, ...provider.found } };
}

/** Of the caller's environment what programs and their downloads need, and nothing that names an AWS account. */
export function programEnvironment(): Record<string, string> {
  const names = [
    "PATH",
    "HOME",
    "TMPDIR",
    "HTTPS_PROXY",
    "https_proxy",
    "NO_PROXY",
    "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
  ];
  const kept = names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  // Terraform and its provider live for seconds: to collect less garbage takes a fifth of their processor time away.
  return { ...Object.fromEntries(kept), TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1", GOGC: "400" };
}

function onPath(program: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

/** The first Python that can serve moto: the one that `moto_server` runs in, or the one that is called so. */
function findPython(): string | undefined {
  const server = onPath("moto_server");
  const shebang = server && /^#!(\S*python\S*)/.exec(readFileSync(server, "utf8"))?.[1];
  return [shebang, onPath("python3"), onPath("python")]
    .filter((python) => python !== undefined)
    .find((python) => spawnSync(python, ["-c", "import moto.server"], { timeout: 60_000 }).status === 0);
}

type FoundProvider =
  | { readonly kind: "found"; readonly found: Pick<Tools, "terraformConfig" | "providerFolder"> }
  | { readonly kind: "missing"; readonly what: string };

/** Lets Terraform install the provider once, from wherever the machine's own configuration says; all other runs take it from there. */
function findProvider(terraform: string): FoundProvider {
  const folder = mkdtempSync(join(tmpdir(), "palisade-provider-"));
  const requirement = { required_providers: { aws: { source: "hashicorp/aws", version: PROVIDER_VERSION } } };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: requirement }));
  const given = process.env["TF_CLI_CONFIG_FILE"];
  const init = spawnSync(terraform, ["init", "-input=false", "-no-color"], {
    cwd: folder,
    env: { ...programEnvironment(), ...(given !== undefined && existsSync(given) && { TF_CLI_CONFIG_FILE: given }) },
    encoding: "utf8",
    timeout: 180_000,
  });
  if (init.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    const reason = `${init.stderr}${init.error?.message ?? ""}`.replace(/[\s│╷╵]+/g, " ").trim();
    return { kind: "missing", what: `Terraform finds no AWS provider ${PROVIDER_VERSION}: ${reason.slice(0, 200)}` };
  }
  const terraformConfig = join(folder, "terraform.rc");
  const mirror = JSON.stringify(mirrorOf(folder));
  writeFileSync(terraformConfig, `provider_installation {\n  filesystem_mirror {\n    path = ${mirror}\n  }\n}\n`);
  return { kind: "found", found: { terraformConfig, providerFolder: folder } };
}

/**
 * A filesystem mirror with a script that starts the installed provider in its place: Terraform computes the checksum of what it starts on
 * every command, and the provider has 700 MB.
 */
function mirrorOf(folder: string): string {
  const mirror = join(folder, "mirror");
  const installed = join(folder, ".terraform", "providers");
  const version = join("registry.terraform.io", "hashicorp", "aws", PROVIDER_VERSION);
  for (const platform of readdirSync(join(installed, version))) {
    mkdirSync(join(mirror, version, platform), { recursive: true });
    const programs = readdirSync(join(installed, version, platform)).filter((file) => file.startsWith("terraform-"));
    for (const program of programs) {
      const script = `#!/bin/sh\nexec "${join(installed, version, platform, program)}" "$@"\n`;
      writeFileSync(join(mirror, version, platform, program), script, { mode: 0o755 });
    }
  }
  return mirror;
}
