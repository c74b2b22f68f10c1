import type { Severity } from "../../severity";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { DOWNLOAD_NAMES, DOWNLOADS } from "../facts/downloads";
import { baseName, extensionOf } from "../facts/key";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** Keys to other doors. */
export const s3CredentialFileRead = defineDetection({
  id: "s3.credential-file-read",
  title: "File that usually holds credentials read from an S3 bucket",
  enabledByDefault: true,
  severity: "medium",
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
  ...".env .netrc _netrc .pgpass .my.cnf .htpasswd .git-credentials .npmrc .pypirc .dockercfg".split(" "),
  ..."id_rsa id_dsa id_ecdsa id_ed25519 id_ecdsa_sk id_ed25519_sk rootkey.csv".split(" "),
]);

const EXTENSIONS: ReadonlySet<string> = new Set("ppk kdb kdbx p12 pfx jks keystore agilekeychain ovpn".split(" "));

/** Templates of such files are there to be read. */
const ENVIRONMENT = /^\.env\.(?!example$|sample$|template$|dist$)[a-z]{1,20}$/;

/** Folder and file together say what the file is. */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  ["credentials", ".aws"],
  ["config.json", ".docker"],
  ["config", ".kube"],
  ["accesstokens.json", ".azure"],
]);

/** Of .pem files, those that by their words are certificates alone. */
const CERTIFICATE =
  /(?:^|[^a-z])(?:ca|cacerts?|bundle|chain|fullchain|certs?|certificates?|crt|public|pub)(?:[^a-z]|$)/;

/** No name above is longer, so that of any key only its end matters. */
const LONGEST_END = 64;

function severityOfKey(key: string | undefined): Severity | undefined {
  const end = key?.slice(-LONGEST_END).toLowerCase();
  const name = baseName(end);
  if (end === undefined || name === undefined) return undefined;
  if (NAMES.has(name)) return "high";
  const extension = extensionOf(name);
  if (extension === "tfstate" || (extension === "backup" && name.endsWith(".tfstate.backup"))) return "medium";
  if (EXTENSIONS.has(extension) || (extension === "pem" && isPrivatePem(name))) return "high";
  if (name.startsWith(".env.") && ENVIRONMENT.test(name)) return "high";
  const folder = FOLDERS.get(name);
  return folder !== undefined && isIn(folder, end.slice(0, -name.length)) ? "high" : undefined;
}

function isPrivatePem(name: string): boolean {
  return name.includes("key") || !CERTIFICATE.test(name.slice(0, -".pem".length));
}

/** Whether a path, which ends with a slash, ends with this folder. */
function isIn(folder: string, path: string): boolean {
  return path === `${folder}/` || path.endsWith(`/${folder}/`);
}
