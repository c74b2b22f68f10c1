// Loaded before a deployed function's own code where VENDORS names a file: the internet as far as the function sees it, in which only
// the hosts of that file exist, `{"<host>": <port of a server of this machine>}`. Each resolves to an address that counts as the public
// internet's and that nobody has been given (of 3000::/4), and a TLS connection that was made for that address, port 443, reaches the
// server. The function's own checks all run before: https only, no host or address inside, the certificate is the host's.
const dns = require("node:dns");
const fs = require("node:fs");
const tls = require("node:tls");

const ports = new Map(Object.entries(JSON.parse(fs.readFileSync(process.env.VENDORS, "utf8"))));
const addresses = new Map([...ports.keys()].map((host, index) => [host, `3000::${(index + 1).toString(16)}`]));

dns.promises.lookup = async (host) => {
  const address = addresses.get(host);
  if (address === undefined) throw Object.assign(new Error(`no such host: ${host}`), { code: "ENOTFOUND" });
  return [{ address, family: 6 }];
};

const connect = tls.connect;

tls.connect = ({ host, port, lookup, ...options }) => {
  let connectedTo;
  lookup(host, { all: false }, (_error, address) => {
    connectedTo = address;
  });
  // A connection without a look-up, or to another host, reaches nothing.
  if (Number(port) !== 443 || connectedTo !== addresses.get(host))
    throw new Error(`nobody is at ${host}, port ${port}`);
  return connect({ ...options, host: "127.0.0.1", port: ports.get(host) });
};
