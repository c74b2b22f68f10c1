import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { UsageError } from "../lib/usage-error";
import { type ReceiverOptions, receiverApp } from "./receiver-app";

export interface Receiver {
  /** Without a slash at the end. */
  readonly url: string;
  /** Takes no more requests, ends what runs and resolves when all is closed. */
  readonly stop: () => Promise<void>;
}

/** A delivery that has not come in whole by then is given up: senders try again. */
const LONGEST_REQUEST_MS = 15_000;
const LONGEST_STOP_MS = 5_000;

export type Address = { readonly host: string; readonly port: number };

/** Resolves when the receiver listens; a {@link UsageError} says why it cannot. */
export async function startReceiver(
  { host, port }: Address,
  options: Omit<ReceiverOptions, "stopping">,
): Promise<Receiver> {
  const stopping = new AbortController();
  const app = receiverApp({ ...options, stopping: stopping.signal });
  const server = createServer(
    { requestTimeout: LONGEST_REQUEST_MS, headersTimeout: LONGEST_REQUEST_MS },
    getRequestListener(app.fetch, { overrideGlobalObjects: false }),
  );
  await listen(server, { host, port });
  const { address, family, port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${hostOf(address, family)}:${actual}`,
    stop: async () => {
      stopping.abort();
      await close(server);
    },
  };
}

/** As a browser of this machine calls it. */
function hostOf(address: string, family: string): string {
  if (address === "0.0.0.0" || address === "::") return "localhost";
  return family === "IPv6" ? `[${address}]` : address;
}

async function listen(server: Server, { host, port }: Address): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new UsageError(whyNot(error, { host, port }))));
    server.listen(port, host, resolve);
  });
}

function whyNot({ code, message }: NodeJS.ErrnoException, { host, port }: Address): string {
  switch (code) {
    case "EADDRINUSE":
      return `--port: ${port} is taken at ${host}, expected a free one, fix: --port ${port === 65535 ? 8787 : port + 1}`;
    case "EACCES":
      return `--port: ${port} needs privileges, expected one from 1024 on, fix: --port 8787`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `--host: got ${JSON.stringify(host)}, expected an address of this machine, fix: --host 127.0.0.1`;
    default:
      return `cannot listen at ${host}, port ${port}: ${message}`;
  }
}

async function close(server: Server): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), LONGEST_STOP_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(force);
}
