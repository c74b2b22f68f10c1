import { SEVERITIES, type Severity } from "@palisade/engine/severity";
import { dedupMinutes } from "../fields/dedup-minutes";
import { keyed, list, oneOf, say, text } from "../fields/schema-builders";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";
import { type DraftOf, defineSection } from "./section";

const keys = {
  alerts: keyed({
    email: list(
      text(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/, {
        what: "not an e-mail address",
        expected: "an address such as security@example.com",
        fix: "write the bare address",
      }),
      "e-mail addresses",
    )
      .optional()
      .describe("Addresses to notify; each must confirm the subscription once."),
    sms: list(
      text(/^\+[1-9]\d{6,14}$/, {
        what: "not a phone number in quotes",
        expected: "a number with country code in quotes",
        fix: 'write it as in "+12025550123"',
      }),
      "phone numbers",
    )
      .optional()
      .describe("Phone numbers to notify, with country code, in quotes."),
    dedupMinutes: dedupMinutes.optional().describe("How long matches fold into one alert. Default: 60."),
    eventNames: list(
      text(/^[A-Z][A-Za-z0-9]{2,63}$/, {
        what: "not an event name",
        expected: "a name such as GetObject",
        fix: "write the event's name as CloudTrail logs it",
      }),
      "event names",
    )
      .min(1, { error: say({ what: "no event in it", expected: "at least one", fix: "leave eventNames out" }) })
      .optional()
      .describe("S3 events to listen to. Default: every object-level event."),
    emailSeverity: oneOf(SEVERITIES, "choose one of these, or leave it out")
      .optional()
      .describe("Least severity that is sent by e-mail; then Palisade's own alarms are not. Default: everything."),
    smsSeverity: oneOf(SEVERITIES, "choose one of these, or leave it out")
      .optional()
      .describe(
        "Least severity that is sent by text message; then Palisade's own alarms are not. Default: everything.",
      ),
    runbooks: text(/^https:\/\/[!-~]{1,500}$/i, {
      what: "not an https URL",
      expected: "a URL such as https://github.com/example/palisade/blob/main/docs/runbooks",
      fix: "write the URL of the folder docs/runbooks",
    })
      .optional()
      .describe("https URL of the folder with the runbooks, to which messages then link."),
  })
    .optional()
    .describe("Who is notified, and how alerts are folded."),
};

type AlertsDraft = DraftOf<typeof keys>;

export interface AlertsConfig {
  readonly email: readonly string[];
  /** Phone numbers in E.164 form, as in `+4915112345678`. */
  readonly sms: readonly string[];
  /** How long matches fold into one incident. */
  readonly dedupMinutes: number;
  /** Least severity sent by e-mail; absent means everything, Palisade's own alarms included. */
  readonly emailSeverity?: Severity;
  /** As `emailSeverity`, for text messages. */
  readonly smsSeverity?: Severity;
  /** S3 event names to listen to; absent means every object-level name that CloudTrail logs. */
  readonly eventNames?: readonly string[];
  /** https URL of the folder with the runbooks. */
  readonly runbooks?: string;
}

export interface AlertsPart {
  readonly alerts: AlertsConfig;
}

export const alertsSection = defineSection({
  keys,
  example: `
alerts:
  email: [security@example.com]
  sms: ["+12025550123"]
  emailSeverity: medium # and above; without this key everything, Palisade's own alarms included
  smsSeverity: critical
  dedupMinutes: 60 # one alert per caller, bucket and hour
  eventNames: [GetObject, PutObject] # default: every object-level event
  runbooks: https://github.com/example/palisade/blob/main/docs/runbooks # messages link there
`,
  affects: "the alerting stack, the detector and the functions of the channels",
  guide: "guides/alerting.md",
  resolve: (draft, _, faults): AlertsPart => {
    checkAddresses(draft, faults);
    checkRunbooks(draft, faults);
    return { alerts: alertsConfig(draft) };
  },
});

function alertsConfig({ alerts = {} }: AlertsDraft): AlertsConfig {
  const { email = [], sms = [], dedupMinutes: minutes = 60, emailSeverity, smsSeverity, eventNames, runbooks } = alerts;
  return {
    email: present(email).map(({ value }) => value),
    sms: present(sms).map(({ value }) => value),
    dedupMinutes: minutes,
    ...(emailSeverity && { emailSeverity }),
    ...(smsSeverity && { smsSeverity }),
    ...(eventNames && { eventNames: present(eventNames).map(({ value }) => value) }),
    ...(runbooks && { runbooks }),
  };
}

function checkAddresses({ alerts }: AlertsDraft, faults: Faults): void {
  for (const kind of ["email", "sms"] as const) {
    const seen = new Set<string>();
    for (const [index, recipient] of (alerts?.[kind] ?? []).entries()) {
      if (recipient === undefined) continue;
      if (seen.has(recipient)) {
        faults.add(["alerts", kind, index], "listed twice, got {got}, expected each once, fix: delete one");
      }
      seen.add(recipient);
    }
  }
}

function checkRunbooks({ alerts }: AlertsDraft, faults: Faults): void {
  if (alerts?.runbooks === undefined || URL.canParse(alerts.runbooks)) return;
  faults.add(["alerts", "runbooks"], "not a URL, got {got}, expected the https URL of a folder, fix: correct it");
}
