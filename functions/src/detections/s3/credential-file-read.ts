import type { Severity } from "../../severity";
import { defineDetection } from "../define-detection";
import { callsToProtectedBuckets } from "../listen";
import { ACCESS_POINTS, OTHER_BUCKETS } from "./blind-spots";
import { DOWNLOAD_NAMES, DOWNLOADS } from "./downloads";
import { baseName } from "./key";
import { callerBucket, isProtectedCall } from "./protected-call";
import { actorInWords, originInWords } from "./wording";

/** Keys to other doors. */
export const s3CredentialFileRead = defineDetection({
  id: "s3.credential-file-read",
  title: "File that usually holds credentials read from an S3 bucket",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0006:T1552.001"],
  description:
    "An object of a protected bucket was read whose name is that of a file with credentials: .aws/credentials, .env, private keys, password " +
    "stores. Terraform's state, which is read at every plan, is medium and no alert for those that deploy Palisade; the others are high.",
  misses: [
    "credentials under other names or within archives; Amazon Macie looks into objects",
    "files that are copied instead of read",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "applications that keep their configuration in the bucket, and pipelines that read Terraform's state: suppress their role and bucket",
    "certificates without a private key in a .pem file",
  ],
  runbook: [
    "Ask the caller's owner whether it reads this file for its work. If so, suppress it by role and bucket.",
    "If not, revoke the caller's sessions and keys, and replace every credential in the file.",
    "Move credentials to a secrets manager, and delete the file with its versions.",
  ],
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, DOWNLOAD_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, DOWNLOADS)) return undefined;
    const severity = severityOfKey(event.key);
    if (severity === undefined || (severity === "medium" && context.isDeployer(event.actor))) return undefined;
    return {
      severity,
      summary: `${actorInWords(event.actor)} read ${event.key} in bucket ${event.bucket} from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucket,
});

const NAMES: ReadonlySet<string> = new Set([
  ...[
    ".env",
    ".netrc",
    "_netrc",
    ".pgpass",
    ".my.cnf",
    ".htpasswd",
    ".git-credentials",
    ".npmrc",
    ".pypirc",
    ".dockercfg",
  ],
  ...["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk", "rootkey.csv"],
]);

const EXTENSION = /\.(?:ppk|kdbx?|p12|pfx|jks|keystore|agilekeychain|ovpn)$/;
const ENVIRONMENT = /^\.env\.(?!example$|sample$|template$|dist$)[a-z]{1,20}$/;
const STATE = /\.tfstate(?:\.backup)?$/;

/** Folder and file together say what the file is. */
const PATHS = [".aws/credentials", ".docker/config.json", ".kube/config", ".azure/accesstokens.json"] as const;

/** Of .pem files, those that by their words are certificates alone. */
const CERTIFICATE =
  /(?:^|[^a-z])(?:ca|cacerts?|bundle|chain|fullchain|certs?|certificates?|crt|public|pub)(?:[^a-z]|$)/;

/** Longer than the longest key of S3. */
const LONGEST_KEY = 1024;

function severityOfKey(key: string | undefined): Severity | undefined {
  if (key === undefined || key.length > LONGEST_KEY) return undefined;
  const lower = key.toLowerCase();
  const name = baseName(lower);
  if (name === undefined) return undefined;
  if (STATE.test(name)) return "medium";
  const isNamed = NAMES.has(name) || EXTENSION.test(name) || ENVIRONMENT.test(name);
  return isNamed || isPrivatePem(name) || PATHS.some((path) => endsInPath(lower, path)) ? "high" : undefined;
}

function isPrivatePem(name: string): boolean {
  if (!name.endsWith(".pem")) return false;
  return name.includes("key") || !CERTIFICATE.test(name.slice(0, -".pem".length));
}

function endsInPath(key: string, path: string): boolean {
  return key === path || key.endsWith(`/${path}`);
}
