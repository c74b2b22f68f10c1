import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

export interface TestCertificate {
  readonly privateKey: KeyObject;
  readonly pem: string;
}

/** A certificate that signs itself, valid between two years of this century; node reads certificates but makes none. */
export function testCertificate({ from = "20", to = "49" } = {}): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from("sns.amazonaws.com")))));
  const validity = sequence(der(0x17, Buffer.from(`${from}0101000000Z`)), der(0x17, Buffer.from(`${to}0101000000Z`)));
  const body = sequence(
    der(0x02, Buffer.from([1])),
    SHA256_WITH_RSA,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign("sha256", body, privateKey)]));
  const base64 = sequence(body, SHA256_WITH_RSA, signature).toString("base64");
  return { privateKey, pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` };
}

const COMMON_NAME = Buffer.from("0603550403", "hex");
const SHA256_WITH_RSA = Buffer.from("300d06092a864886f70d01010b0500", "hex");

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}
