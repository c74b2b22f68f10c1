import { type KeyObject, X509Certificate } from "node:crypto";
import { RefusedDelivery } from "./refused-delivery";
import { certificateUrl, isInRegionOf } from "./sns-url";

export type Download = (url: URL) => Promise<string>;

/** SNS signs with one certificate a region and changes it about once a year. */
const MOST_CACHED = 16;

/** The public keys of SNS, downloaded once. */
export class SigningCertificates {
  readonly #download: Download;
  readonly #cache = new Map<string, Promise<X509Certificate>>();

  constructor(download: Download) {
    this.#download = download;
  }

  /** The key behind a URL, for messages of that topic; `now` in milliseconds since the epoch. */
  async keyAt(text: string, topicArn: string, now: number): Promise<KeyObject> {
    const url = certificateUrl(text);
    if (!url || !isInRegionOf(topicArn, url)) {
      const expected = "expected https://sns.REGION.amazonaws.com with the topic's region";
      throw new RefusedDelivery(403, `SigningCertURL is none of SNS in the topic's region, ${expected}`);
    }
    const { validFrom, validTo, publicKey } = await this.#certificate(url);
    if (now < Date.parse(validFrom) || now > Date.parse(validTo)) {
      throw new RefusedDelivery(403, "the certificate of SigningCertURL is not valid at this time");
    }
    if (publicKey.asymmetricKeyType !== "rsa") {
      throw new RefusedDelivery(403, "the certificate of SigningCertURL has no RSA key");
    }
    return publicKey;
  }

  /** Deliveries at the same time share one download; a failed one is tried again by the next. */
  #certificate(url: URL): Promise<X509Certificate> {
    const cached = this.#cache.get(url.href);
    if (cached !== undefined) return cached;
    const certificate = this.#load(url).catch((error: unknown) => {
      this.#cache.delete(url.href);
      throw error;
    });
    this.#cache.set(url.href, certificate);
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size <= MOST_CACHED) break;
      this.#cache.delete(oldest);
    }
    return certificate;
  }

  async #load(url: URL): Promise<X509Certificate> {
    try {
      return new X509Certificate(await this.#download(url));
    } catch (error) {
      // 502: SNS delivers again.
      const reason = error instanceof Error ? error.message : String(error);
      throw new RefusedDelivery(502, `the certificate of SigningCertURL cannot be read: ${reason}`, { cause: error });
    }
  }
}
