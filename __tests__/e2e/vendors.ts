import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { join } from "node:path";
import { selfSignedCertificate } from "../../testing/fixtures/tls-certificate-fixture";
import type { VendorFiles } from "./emulator";

export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface VendorAnswer {
  readonly status: number;
  readonly body?: string;
}

export type Answering = (request: VendorRequest) => VendorAnswer | Promise<VendorAnswer>;

/** Servers of this machine that stand in for hosts of the internet, each with a certificate for its host. */
export interface Vendors {
  /** What deployed functions need to find them by the hosts' names. */
  readonly files: VendorFiles;
  /** What a host got since it was last asked. */
  readonly taken: (host: string) => readonly VendorRequest[];
  /** How a host answers from now on. */
  readonly answer: (host: string, answering: Answering) => void;
  readonly stop: () => Promise<void>;
}

interface Vendor {
  readonly host: string;
  readonly certificate: string;
  readonly server: Server;
  readonly port: number;
  readonly requests: VendorRequest[];
  answering: Answering;
}

export async function startVendors(folder: string, hosts: readonly string[]): Promise<Vendors> {
  const vendors = new Map<string, Vendor>();
  for (const host of hosts) vendors.set(host, await startVendor(host));
  const find = (host: string) => {
    const vendor = vendors.get(host);
    if (vendor === undefined) throw new Error(`no server stands in for ${host}`);
    return vendor;
  };
  const files = { ports: join(folder, "vendors.json"), certificates: join(folder, "vendors.pem") };
  const all = [...vendors.values()];
  writeFileSync(files.ports, JSON.stringify(Object.fromEntries(all.map(({ host, port }) => [host, port]))));
  writeFileSync(files.certificates, all.map(({ certificate }) => certificate).join(""));
  return {
    files,
    taken: (host) => find(host).requests.splice(0),
    answer: (host, answering) => {
      find(host).answering = answering;
    },
    stop: async () => {
      await Promise.all(all.map(({ server }) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function startVendor(host: string): Promise<Vendor> {
  const { key, cert } = selfSignedCertificate(host);
  const server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", async () => {
      const received = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(chunks).toString(),
      };
      vendor.requests.push(received);
      const { status, body } = await vendor.answering(received);
      response.writeHead(status).end(body);
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : 0);
    });
  });
  const vendor: Vendor = { host, certificate: cert, server, port, requests: [], answering: () => ({ status: 200 }) };
  return vendor;
}
