import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, parseAllDocuments } from "yaml";

const ROOT = path.join(__dirname, "../..");
const FOLDER = path.join(ROOT, "deploy/receiver");
const text = (name: string) => readFileSync(path.join(FOLDER, name), "utf8");

const PORT = 8787;

/** The Dockerfile's instructions: word and rest, continued lines joined. */
function instructionsOf(folder: string) {
  const instructions = readFileSync(path.join(ROOT, folder, "Dockerfile"), "utf8")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => /^(\w+) (.*)$/.exec(line)?.slice(1) as [string, string]);
  const all = (word: string) => instructions.filter(([name]) => name === word).map(([, rest]) => rest);
  return { all, last: (word: string) => all(word).at(-1) ?? "" };
}

const { all, last } = instructionsOf("deploy/receiver");

describe.each(["deploy/receiver", "deploy/cli"])("the Dockerfile in %s", (folder) => {
  const { all, last } = instructionsOf(folder);
  const copied = all("COPY")
    .filter((copy) => !copy.startsWith("--from"))
    .flatMap((copy) => copy.split(" ").slice(0, -1));

  it("pins both stages to the same digest of an exact version that the project supports", () => {
    const images = all("FROM").map((from) => from.split(" ")[0] ?? "");
    expect(new Set(images).size).toBe(1);
    const [, major] = /^node:(\d+)\.\d+\.\d+-[a-z]+-slim@sha256:[0-9a-f]{64}$/.exec(images[0] ?? "") ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(20);
  });

  it("installs what package-lock.json names, and runs no script of a package", () => {
    expect(all("RUN")[0]).toMatch(/^npm ci --ignore-scripts/);
    for (const run of all("RUN").filter((line) => /npm (ci|install)/.test(line)))
      expect(run).toContain("--ignore-scripts");
    for (const workspace of JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")).workspaces) {
      expect(copied).toContain(`${workspace}/package.json`);
    }
  });

  it("runs as a user by number who is not root", () => {
    expect(last("USER")).toMatch(/^[1-9]\d{2,}:[1-9]\d{2,}$/);
  });

  it("holds no secret, and copies only what is there and is allowed", () => {
    expect([...all("ENV"), ...all("ARG")].join()).not.toMatch(/secret|token|password/i);
    const ignored = readFileSync(path.join(ROOT, folder, "Dockerfile.dockerignore"), "utf8").split("\n");
    const admitted = ignored.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
    for (const source of copied) {
      expect(existsSync(path.join(ROOT, source))).toBe(true);
      expect(admitted.some((path) => source === path || source.startsWith(`${path}/`))).toBe(true);
    }
    expect(ignored).toContain("*");
  });

  it("copies whatever the package is built from", () => {
    execFileSync(process.execPath, [path.join(ROOT, "tools/build/build.mjs"), "package"]);
    const { inputs } = JSON.parse(readFileSync(path.join(ROOT, "cli/dist/inputs.json"), "utf8"));
    const isCopied = (file: string) => copied.some((source) => file === source || file.startsWith(`${source}/`));
    expect(inputs.filter((file: string) => !isCopied(file))).toEqual([]);
  }, 60_000);
});

describe("the receiver's Dockerfile", () => {
  it("cannot write what it runs", () => {
    expect(all("COPY")).toContain("--from=build --chmod=0444 /src/cli/dist/main.js /app/main.js");
  });

  it("is asked for its health on the port that it listens at", () => {
    expect(JSON.parse(last("ENTRYPOINT"))).toEqual([
      "node",
      "/app/main.js",
      "receive",
      "--host",
      "0.0.0.0",
      "--port",
      String(PORT),
    ]);
    expect(last("EXPOSE")).toBe(String(PORT));
    const [, command = ""] = /^--interval=\d+s --timeout=\d+s .*CMD (.*)$/.exec(last("HEALTHCHECK")) ?? [];
    expect((JSON.parse(command) as string[]).join(" ")).toContain(`http://127.0.0.1:${PORT}/healthz`);
  });
});

describe("the command's Dockerfile", () => {
  it("installs the npm package and starts its command", () => {
    const { bin, name } = JSON.parse(readFileSync(path.join(ROOT, "cli/package.json"), "utf8"));
    const { all, last } = instructionsOf("deploy/cli");
    expect(all("RUN")[1]).toContain(`./${name}-*.tgz`);
    expect(JSON.parse(last("ENTRYPOINT"))).toEqual(["node", `/app/node_modules/${name}/${bin.palisade}`]);
  });
});

describe("the receiver's compose file", () => {
  const { services, secrets } = parse(text("compose.yaml"));
  const { receiver } = services;

  it("builds the Dockerfile from the project's folder", () => {
    expect(path.resolve(FOLDER, receiver.build.context)).toBe(ROOT);
    expect(existsSync(path.join(ROOT, receiver.build.dockerfile))).toBe(true);
  });

  it("publishes to this machine only", () => {
    expect(receiver.ports).toEqual([`127.0.0.1:${PORT}:${PORT}`]);
  });

  it("gives the container what it needs and no more", () => {
    expect(receiver).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      restart: "unless-stopped",
    });
    expect(receiver.mem_limit).toBeDefined();
    expect(receiver.pids_limit).toBeGreaterThan(0);
    expect(receiver.privileged ?? receiver.network_mode ?? receiver.volumes).toBeUndefined();
  });

  it("brings the secret as a file that git ignores", () => {
    expect(receiver.environment).toBeUndefined();
    expect(receiver.command).toEqual(["--secret-file", `/run/secrets/${receiver.secrets[0]}`]);
    const { file } = secrets[receiver.secrets[0]];
    expect(text(".gitignore").split("\n")).toContain(path.basename(file));
  });
});

describe("the receiver's Kubernetes manifest", () => {
  const documents = parseAllDocuments(text("kubernetes.yaml")).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
  const kind = (name: string) => documents.find((document) => document.kind === name);
  const deployment = kind("Deployment");
  const pod = deployment.spec.template.spec;
  const [container] = pod.containers;
  const podLabels = deployment.spec.template.metadata.labels;

  it("is a Deployment, a Service and a NetworkPolicy in one namespace", () => {
    expect(documents.map(({ apiVersion, kind: name }) => `${apiVersion} ${name}`)).toEqual([
      "apps/v1 Deployment",
      "v1 Service",
      "networking.k8s.io/v1 NetworkPolicy",
    ]);
    expect(new Set(documents.map(({ metadata }) => metadata.namespace)).size).toBe(1);
  });

  it("runs one pod, since alerts are kept in memory, and never two at the same time", () => {
    expect(deployment.spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
  });

  it("selects its own pod everywhere", () => {
    for (const selector of [
      deployment.spec.selector.matchLabels,
      kind("Service").spec.selector,
      kind("NetworkPolicy").spec.podSelector.matchLabels,
    ]) {
      expect(Object.keys(selector).length).toBeGreaterThan(0);
      expect(podLabels).toMatchObject(selector);
    }
  });

  it("meets the restricted Pod Security Standard", () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: Number(last("USER").split(":")[0]),
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.hostNetwork ?? pod.hostPID ?? pod.hostIPC).toBeUndefined();
  });

  it("probes its health on the port that the image listens at", () => {
    expect(container.ports).toEqual([{ name: "http", containerPort: PORT }]);
    for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe]) {
      expect(probe.httpGet).toEqual({ path: "/healthz", port: "http" });
    }
    expect(kind("Service").spec).toMatchObject({ type: "ClusterIP", ports: [{ port: PORT, targetPort: "http" }] });
  });

  it("has requests and limits, and an exact image", () => {
    const { requests, limits } = container.resources;
    for (const resource of ["cpu", "memory", "ephemeral-storage"]) {
      expect(requests[resource]).toBeDefined();
      expect(limits[resource]).toBeDefined();
    }
    expect(container.image).toMatch(/^registry\.example\.com\/palisade-receiver:\d+\.\d+\.\d+$/);
  });

  it("reads the secret from a file of a Secret that is not in the manifest", () => {
    const [volume] = pod.volumes;
    const [mount] = container.volumeMounts;
    expect(volume.secret.secretName).toBe("palisade-webhook");
    expect(mount).toMatchObject({ name: volume.name, readOnly: true });
    expect(container.args).toEqual(["--secret-file", `${mount.mountPath}/${volume.secret.items[0].path}`]);
    expect(volume.secret.defaultMode).toBe(0o440);
    expect(container.env).toBeUndefined();
    expect(kind("Secret")).toBeUndefined();
  });

  it("allows the ingress controller, and out to names and HTTPS outside the cluster", () => {
    const { policyTypes, ingress, egress } = kind("NetworkPolicy").spec;
    expect(policyTypes).toEqual(["Ingress", "Egress"]);
    for (const { from, ports } of ingress) {
      expect(from.length).toBeGreaterThan(0);
      expect(ports).toEqual([{ protocol: "TCP", port: PORT }]);
    }
    const [, https] = egress;
    expect(https.ports).toEqual([{ protocol: "TCP", port: 443 }]);
    expect(https.to[0].ipBlock.except).toEqual(expect.arrayContaining(["169.254.0.0/16", "10.0.0.0/8"]));
  });
});
