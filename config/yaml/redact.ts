import { isBelow } from "@palisade/engine/channels/host-names";
import { VENDORS } from "@palisade/engine/channels/registry";

/** Without a space, so that what was redacted stays as it is when it is redacted again. */
const HIDDEN = "[hidden]";

/** Messaging services that are no channel of ours. */
const OTHER_WEBHOOK_HOSTS = ["chat.googleapis.com", "hooks.zapier.com", "api.telegram.org"];

/** Of messaging services' webhooks, everything after the host is the secret. */
const WEBHOOK_HOSTS = [
  ...Object.values(VENDORS).flatMap(({ hosts }) => [...hosts.ownMessagesOnly, ...hosts.anyMessage]),
  ...OTHER_WEBHOOK_HOSTS,
];

const URL_TEXT = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>`|\\]+/gi;

/** The same without its scheme. */
const WEBHOOK_TEXT = /\b((?:[a-z0-9-]{1,63}[.]){1,6}(?:com|org|cn|us)(?::\d{1,5})?)\/[^\s"'<>`|\\]+/gi;

/** Forms that vendors give their secrets so that they are found. */
const KNOWN = new RegExp(
  [
    "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*",
    "\\bxox[a-z][-.][\\w.-]+",
    "\\bxapp-[\\w-]+",
    // Of principals' ids only those that sign requests.
    "\\b(?:AKIA|ASIA)[A-Z0-9]{12,}",
    "\\bgh[oprsu]_\\w{16,}",
    "\\bgithub_pat_\\w{16,}",
    "\\bglpat-[\\w-]{16,}",
    "\\b[srp]k_(?:live|test)_\\w{8,}",
    "\\bsk-[\\w-]{16,}",
    "\\bwhsec_[\\w+/=-]{8,}",
    "\\bAIza[\\w-]{30,}",
    "\\beyJ[\\w-]{8,}[.][\\w.-]+",
    "\\b[\\w-]{23,28}[.][\\w-]{6,7}[.][\\w-]{27,}",
    "\\b(?:bearer|basic) +[\\w.~+/=-]{8,}",
    // A name and a password before a host.
    "\\b[\\w.%+-]{1,64}:[^\\s:/@\"'[]{3,}(?=@[\\w-])",
    // Of ids like this AWS has those of keys, in their ARNs.
    "(?<![\\w/-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\\w-])",
  ].join("|"),
  "gi",
);

/** AWS's secret access keys, which hold letters of both cases and digits. */
const AWS_KEY =
  /(?<![A-Za-z0-9/+=])(?=[A-Za-z0-9/+]*[a-z])(?=[A-Za-z0-9/+]*[A-Z])(?=[A-Za-z0-9/+]*\d)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;

/** What random texts are made of: base64 that is no part of a path, and base64url or plain words. */
const BASE64 = /(?<![\w.:/+-])[A-Za-z0-9+/]{20,}={0,2}(?![\w~-])/g;
const BASE64_URL = /[\w~-]{20,}/g;
const WORD = /[A-Za-z0-9]{20,}/g;

/**
 * Text of a configuration without what looks like a secret, for messages: they end up in the logs of builds, which many read. It hides
 * rather too much than too little, and leaves places, ARNs and AWS's own ids alone.
 */
export function redact(text: string): string {
  const known = text
    .replace(URL_TEXT, redactUrl)
    .replace(WEBHOOK_TEXT, (whole, host: string) =>
      isBelow(host.replace(/:\d+$/, ""), WEBHOOK_HOSTS) ? `${host}/${HIDDEN}` : whole,
    )
    .replace(KNOWN, HIDDEN)
    .replace(AWS_KEY, HIDDEN);
  return known.replace(BASE64, hideRandom).replace(BASE64_URL, (run) => {
    const rest = run.replace(WORD, hideRandom);
    // In mixed case, what is beside it is more of the same.
    return isRandom(run) || (rest !== run && /[a-z]/.test(run) && /[A-Z]/.test(run)) ? HIDDEN : rest;
  });
}

/** A URL as far as it says where it leads; what is after the host of a webhook, a name before it and a query are hidden. */
function redactUrl(text: string): string {
  const [, scheme = "", user, host = "", rest = ""] = /^([^:]+:\/\/)(?:([^/?#]*)@)?([^/?#]*)(.*)$/s.exec(text) ?? [];
  const start = `${scheme}${user === undefined ? "" : `${HIDDEN}@`}${host}`;
  if (isBelow(host.replace(/:\d+$/, ""), WEBHOOK_HOSTS))
    return rest.length > 1 ? `${start}/${HIDDEN}` : `${start}${rest}`;
  return start + rest.replace(/[?#].+$/s, (query) => `${query.charAt(0)}${HIDDEN}`);
}

/** An address without what follows its host, but for a plain first word such as `/hook`. */
export function redactPath(address: string): string {
  const [, start = "", rest = ""] =
    /^((?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*(?:\/[a-z]{1,16}(?![^/?#]))?)(.*)$/is.exec(address) ?? [];
  return rest.length > 1 ? `${start}${rest.charAt(0)}${HIDDEN}` : address;
}

/** Keys that hold a secret's name, where people paste the secret itself. */
const SECRET_KEY = /webhook|token|secret|passw|routing_?key|(?:api|access|private)_?key|credential/i;

/** Names of secrets, which may be shown. */
const SECRET_NAME = /^["']?(?:ssm|secretsmanager):/;

/**
 * Whether a name is rather a secret that was pasted in its place: of a form that vendors give theirs, or one random word. Less strict than
 * `redact`, which may hide too much; a name that a tool made, with hyphens and a random end, stays a name.
 */
export function isPastedSecret(name: string): boolean {
  return name.replace(KNOWN, "").replace(AWS_KEY, "") !== name || (/^[A-Za-z0-9]+$/.test(name) && isRandom(name));
}

/** Whether what stands under a key of this name may be a secret, whatever it looks like. */
export function holdsSecret(key: string): boolean {
  return SECRET_KEY.test(key);
}

/** A line of YAML without what looks like a secret, and without what stands under a key that holds one. */
export function redactLine(line: string): string {
  return hideKeyed(redact(line));
}

function hideKeyed(text: string): string {
  return text.replace(
    /([\w-]{1,64})(["']?\s*[:=]\s*)(\S.*)$/s,
    (whole: string, key: string, colon: string, value: string) => {
      if (!holdsSecret(key) || key === "secretsmanager") return `${key}${colon}${hideKeyed(value)}`;
      return SECRET_NAME.test(value) ? whole : `${key}${colon}${HIDDEN}`;
    },
  );
}

function hideRandom(run: string): string {
  return isRandom(run) ? HIDDEN : run;
}

/** Whether no one would have thought of it: pieces of one kind, as words and numbers are, are long in names and short in random text. */
function isRandom(run: string): boolean {
  const plain = run.replace(/[^A-Za-z0-9]/g, "");
  const pieces = plain.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? [];
  const numbers = pieces.filter((piece) => /\d/.test(piece)).length;
  if (plain.length < 20 || numbers === pieces.length) return false;
  if (plain.length === run.length) {
    if (/^(?:[0-9a-f]{32,}|[0-9A-F]{32,})$/.test(run)) return true;
    // PagerDuty's keys have 32 characters.
    if (numbers >= (run.length === 32 ? 2 : 3)) return true;
  }
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && plain.length / pieces.length < 2.7;
}
