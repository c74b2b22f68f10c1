import { addChannel, folded, prettyJson, putParameter } from "../page-text";
import type { ChannelPage } from "../vendor";
import { webhookAlert } from "./alert";
import { ocsfFinding } from "./ocsf";

const TARGET = {
  url: "https://soc.example.com/hook",
  secret: "shared with the receiver",
  format: "palisade",
} as const;

export const WEBHOOK_PAGES: readonly ChannelPage[] = [
  {
    title: "Webhook",
    setUp: [
      "Create a secret and give it to the receiver: `openssl rand -hex 32`.",
      putParameter("/palisade/soc"),
      addChannel("soc: { kind: webhook, url: https://soc.example.com/hook, secret: ssm:/palisade/soc }"),
      "Let the receiver check the signature and keep the idempotency keys that it saw (below).",
      "Deploy.",
    ],
    behaves: [
      "`palisade-signature` is `v1=` and the HMAC-SHA256, by the secret, of `palisade-timestamp`, a full stop and the body's bytes. Compare it in constant time, and refuse timestamps that are more than five minutes off. `idempotency-key` is the same for the same alert, however often it is sent.",
      "Answer with any 2xx status once you have the message. A web page, such as a login or a proxy sends, and JSON with `ok: false`, `success: false` or an `error`, do not count as success.",
      "Text from events is sent as it was logged: escape it for the place where you show it. `schema` increases when a field is renamed, removed or changes its meaning; new fields may appear at any time.",
    ].join("\n\n"),
    show: (alert) => {
      const { headers, body } = webhookAlert(alert, TARGET, alert.detectedAt);
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      return folded(
        "The request, its body with line breaks for reading",
        "http",
        ["POST /hook", ...lines, "", prettyJson(JSON.parse(body))].join("\n"),
      );
    },
  },
  {
    title: "Webhook with OCSF",
    setUp: [
      "As for any webhook, with another format:",
      addChannel(
        "siem: { kind: webhook, url: https://siem.example.com/hook, secret: ssm:/palisade/siem, format: ocsf }",
      ),
    ],
    behaves:
      "The body is a Detection Finding of OCSF 1.4.0 (class 2004) with the Cloud profile: created, updated and closed with the incident.",
    show: (alert) => folded("The finding", "json", prettyJson(ocsfFinding(alert))),
  },
];
