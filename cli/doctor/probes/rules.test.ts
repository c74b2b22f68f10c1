import { describeFaults } from "../../../testing/contracts/describe-faults";
import {
  ABROAD,
  type Answers,
  CONFIG,
  HOME,
  healthyAnswer,
  refuse,
  rulesIn,
} from "../../../testing/fixtures/doctor-fixture";
import { rules } from "./rules";

type ListedRule = Readonly<Record<string, unknown>>;

/** The rules of one region, changed. */
const listing = (where: string, change: (all: readonly ListedRule[]) => readonly ListedRule[]): Answers => ({
  ListRules: (input, region) => {
    const isOther = input["NamePrefix"] === CONFIG.names.closerRule || region !== where;
    return isOther ? healthyAnswer("ListRules", input, region) : { Rules: change(rulesIn(CONFIG, region)) };
  },
});

const changed = (name: string, change: object) => (all: readonly ListedRule[]) =>
  all.map((rule) => (rule["Name"] === name ? { ...rule, ...change } : rule));

const closer = (change: object): Answers => ({
  ListRules: ({ NamePrefix }, region) => ({
    Rules:
      NamePrefix === CONFIG.names.closerRule
        ? [{ Name: NamePrefix, State: "ENABLED", ScheduleExpression: "rate(5 minutes)", ...change }]
        : rulesIn(CONFIG, region),
  }),
});

const DENIED = "S3AccessDeniedMonitor";
const FINDINGS = `${DENIED}-findings`;

describeFaults(rules, [
  [
    "a missing rule",
    listing(HOME, (all) => all.filter(({ Name }) => Name !== DENIED)),
    { subject: `rule ${DENIED} in ${HOME}`, why: "does not exist", fix: "deploy alerting" },
  ],
  [
    "a disabled rule that enable-rule mends",
    listing(HOME, changed(FINDINGS, { State: "DISABLED" })),
    { subject: `rule ${FINDINGS} in ${HOME}`, why: "is disabled", fix: "aws events enable-rule" },
  ],
  [
    "a disabled rule that enable-rule would leave half deaf",
    listing(HOME, changed(DENIED, { State: "DISABLED" })),
    { subject: `rule ${DENIED} in ${HOME}`, why: "is disabled", fix: "deploy alerting" },
  ],
  [
    "a rule abroad with a pattern that someone changed",
    listing(ABROAD, changed(DENIED, { EventPattern: '{"source":["aws.s3"]}' })),
    { subject: `rule ${DENIED} in ${ABROAD}`, why: "another pattern" },
  ],
  [
    "a rule whose pattern is no JSON",
    listing(ABROAD, changed(DENIED, { EventPattern: "{" })),
    { subject: `rule ${DENIED} in ${ABROAD}`, why: "another pattern" },
  ],
  [
    "a rule that is left over",
    listing(HOME, (all) => [...all, { Name: `${FINDINGS}-9` }, { Name: `${DENIED}-of-somebody-else` }]),
    { subject: `rule ${FINDINGS}-9 in ${HOME}`, why: "no such rule" },
  ],
  [
    "a schedule that was stopped",
    closer({ State: "DISABLED" }),
    { subject: `rule palisade-close-incidents in ${HOME}`, why: "is disabled" },
  ],
  [
    "a schedule with another rate",
    closer({ ScheduleExpression: "rate(1 day)" }),
    { subject: `rule palisade-close-incidents in ${HOME}`, why: /runs at rate\(1 day\)/ },
  ],
  [
    "no permission in one region",
    {
      ListRules: (input, region) => (region === ABROAD ? refuse() : healthyAnswer("ListRules", input, region)),
    },
    {
      status: "unknown",
      subject: `${rulesIn(CONFIG, ABROAD).length} rules in ${ABROAD}`,
      why: "events:ListRules",
      fix: /./,
    },
  ],
]);
