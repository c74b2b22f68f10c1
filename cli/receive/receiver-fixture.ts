import { type Receiver, startReceiver } from "./receiver";
import type { ReceiverOptions } from "./receiver-app";
import { CERTIFICATE_URL, certificate, TOPIC } from "./sns-message-fixture";

export const SECRET = "correct horse battery staple";

export interface TestReceiver extends Receiver {
  readonly said: string[];
  readonly complained: string[];
  /** URLs, in order; all answer with the certificate of the fixture. */
  readonly downloads: string[];
}

/** A real receiver on a free port of the loopback, which downloads nothing. */
export async function aReceiver(changes: Partial<ReceiverOptions> = {}): Promise<TestReceiver> {
  const said: string[] = [];
  const complained: string[] = [];
  const downloads: string[] = [];
  const receiver = await startReceiver(
    { host: "127.0.0.1", port: 0 },
    {
      secret: SECRET,
      topics: [TOPIC],
      keep: 5,
      allowedHosts: [],
      now: Date.now,
      say: (line) => said.push(line),
      complain: (line) => complained.push(line),
      download: async ({ href }) => {
        downloads.push(href);
        return href === CERTIFICATE_URL ? certificate.pem : "<ConfirmSubscriptionResponse/>";
      },
      ...changes,
    },
  );
  return { ...receiver, said, complained, downloads };
}
