import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { download } from "./download";

describe("download", () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  async function serve(listener: RequestListener): Promise<URL> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a.pem`);
  }

  it("gets a text", async () => {
    expect(await download(await serve((_, response) => response.end("text")))).toBe("text");
  });

  it("follows no redirect, not even to its own server", async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve(({ url: path }, response) => {
      asked.push(path);
      response.writeHead(302, { location: "/b.pem" }).end();
    });
    await expect(download(url)).rejects.toThrow("got status 302, expected 200");
    expect(asked).toEqual(["/a.pem"]);
  });

  it.each([404, 500])("takes status %p for no text", async (status) => {
    const url = await serve((_, response) => response.writeHead(status).end("text"));
    await expect(download(url)).rejects.toThrow(`got status ${status}`);
  });

  it("stops at what is too large for a certificate", async () => {
    const url = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write("a".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    });
    await expect(download(url)).rejects.toThrow("got more than 65536 bytes");
  });

  it("stops waiting for a server that hangs or trickles", async () => {
    await expect(download(await serve(() => {}), 50)).rejects.toThrow();
    await expect(download(await serve((_, response) => response.write("a")), 50)).rejects.toThrow();
  });
});
