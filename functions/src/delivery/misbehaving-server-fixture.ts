import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { type Certificate, selfSignedCertificate } from "./certificate-fixture";
import { createSender, type Send, type SenderOptions } from "./http-sender";

/** What the server does with one request, after it has read all of it. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export const HOST = "hooks.example.com";

/** A server of a vendor's, on this machine; it does what it is told next, and answers 200 `ok` when nothing is. */
export class MisbehavingServer {
  readonly received: Received[] = [];
  private readonly behaviours: Behaviour[] = [];
  private always: Behaviour | undefined;
  private readonly certificate: Certificate = selfSignedCertificate(HOST);
  private readonly server: Server = createServer(this.certificate, (request, response) =>
    this.answer(request, response),
  );

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `https://${HOST}:${(this.server.address() as AddressInfo).port}/hook`;
  }

  /** One behaviour for each of the next requests. */
  next(...behaviours: readonly Behaviour[]): void {
    this.behaviours.push(...behaviours);
  }

  /** From now on, for every request without one of its own. */
  now(behaviour: Behaviour | undefined): void {
    this.always = behaviour;
  }

  /** As the functions send, but for every name resolving to this machine. */
  sender(options: SenderOptions = {}): Send {
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
    return createSender({ resolve, isInternal: () => false, ca: this.certificate.cert, timeoutMs: 2000, ...options });
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      this.received.push({ path: request.url ?? "", headers: request.headers, body });
      (this.behaviours.shift() ?? this.always ?? answers(200, "ok"))(request, response, body);
    });
  }
}

export function answers(status: number, body = "", headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (_, response) => response.writeHead(status, headers).end(body);
}

export const hangs: Behaviour = () => {};

export const resets: Behaviour = ({ socket }) => socket.destroy();

/** Sends a status and then a byte now and then, without an end. */
export function trickles(status: number): Behaviour {
  return (_, response) => {
    response.writeHead(status);
    const timer = setInterval(() => response.write("."), 20);
    response.on("close", () => clearInterval(timer));
  };
}

/** Sends a status and more than anybody wants to read. */
export function floods(status: number): Behaviour {
  return (_, response) => response.writeHead(status).end("x".repeat(1_000_000));
}

/** Sends a status, half of what it promised, and hangs up. */
export function breaksOff(status: number): Behaviour {
  return (_, response) => {
    response.writeHead(status, { "content-length": "100" });
    response.write("half", () => response.destroy());
  };
}
