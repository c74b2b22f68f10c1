import * as fc from "fast-check";
import type { Match } from "../incidents/incident";
import type { Alert } from "./alert";
import { anAlert } from "./alert-fixture";

/** Texts that act on some client or break some limit, whole and as parts of others. */
const HOSTILE = [
  "<!channel>",
  "<!here|here>",
  "<@U012AB3CD>",
  "<#C012AB3CD>",
  "<https://evil.example/login|Sign in>",
  "@everyone",
  "@here",
  "<@&123456789012345678>",
  "<at>Everyone</at>",
  "[Sign in](https://evil.example/login)",
  "https://evil.example/login",
  "www.evil.example",
  "javascript:alert(1)",
  "*bold* _italic_ ~struck~ `code` ```block``` **b** __u__ ||spoiler||",
  "# heading",
  "> quote",
  "- item",
  "1. item",
  ":rotating_light:",
  "<:emoji:123456789012345678>",
  "{{DATE(2026-03-01T10:00:00Z, SHORT)}}",
  "{",
  "a {{{TIME(2026-03-01T10:00:00Z)}}}",
  "${detection}",
  "a\r\nBcc: victim@evil.example\r\n\r\nx",
  "zero\u200bwidth\u2060\ufeff",
  "\u202egnp.exe",
  "\u2066isolated\u2069",
  "תיקייה/דוח סודי.xlsx",
  "مجلد/تقرير.csv",
  "👩‍👩‍👧‍👦🔥",
  "\ud800",
  "\u0000",
  "&lt;!channel&gt;",
  "\\*not bold\\*",
  "<script>alert(1)</script>",
  " ",
  "",
];

/** Text as an attacker would choose it. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE)).map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom(...HOSTILE), fc.integer({ min: 1, max: 1100 }))
    .map(([text, times]) => text.repeat(times).slice(0, 4000)),
  fc.string({ unit: "binary", maxLength: 2000 }),
  fc.string({ unit: "grapheme", maxLength: 2000 }),
);

const hostileMatch: fc.Arbitrary<Partial<Match>> = fc.record({
  key: hostileText,
  userAgent: hostileText,
  actorArn: hostileText,
  actor: hostileText,
  actorKind: fc.constantFrom("anonymous", "user", "role", "foreign-account", "service"),
  bucket: hostileText,
  resource: hostileText,
  region: hostileText,
  account: hostileText,
  sourceIp: fc.oneof(hostileText, fc.constantFrom("198.51.100.23", "2001:db8::1")),
  vpcEndpointId: hostileText,
  errorCode: hostileText,
  event: hostileText,
  service: hostileText,
  summary: hostileText,
  title: hostileText,
  details: fc.array(fc.tuple(hostileText, hostileText), { maxLength: 20 }).map((pairs) => Object.fromEntries(pairs)),
});

/** Alerts of every kind and severity in which whatever comes from an event is hostile. */
export const hostileAlert: fc.Arbitrary<Alert> = fc
  .record({
    match: hostileMatch,
    severity: fc.constantFrom("informational", "low", "medium", "high", "critical"),
    kind: fc.constantFrom("opened", "raised", "closed"),
    count: fc.integer({ min: 1, max: 1_000_000 }),
    eventId: hostileText,
    duplicatesPossible: fc.boolean(),
  })
  .map(({ match, severity, kind, count, eventId, duplicatesPossible }) =>
    anAlert(match, {
      severity,
      kind,
      count,
      more: count,
      duplicatesPossible,
      eventIds: Array.from({ length: 20 }, () => eventId),
    }),
  );

/** The longest of everything: 1,024 bytes of key, 1,000 objects, 20 details, in characters of which each takes the most room. */
export function worstAlert(char: string): Alert {
  const text = char.repeat(2048);
  return anAlert(
    {
      title: text,
      summary: text,
      key: text,
      userAgent: text,
      actor: text,
      actorArn: text,
      actorAccount: text,
      bucket: text,
      region: text,
      account: text,
      event: text,
      sourceIp: text,
      vpcEndpointId: text,
      errorCode: text,
      details: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index} ${text}`, text])),
    },
    { count: 1000, more: 1000, kind: "closed", eventIds: Array.from({ length: 20 }, () => text) },
  );
}

/** Characters that take the most room where they are escaped, encoded or spelled out. */
export const WIDE_CHARACTERS = ["a", "&", "<", "`", "*", '"', "\\", "🔥", "日", "ש", "\u202e", "\u0000", "\n"];
