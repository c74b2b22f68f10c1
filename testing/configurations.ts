/** Two regions, every kind of bucket, an own key, remote state and the debug log: all that the stacks can emit. */
export const EVERYTHING = `
project: palisade
account: "111122223333"
region: eu-central-1
tags: {owner: security}
state: {bucket: example-terraform-state}
perimeters:
  sensitive:
    mode: enforce
    scope: all
    buckets:
      - example-existing
      - {name: example-abroad, region: us-east-1}
      - {name: example-new, create: true}
      - {name: example-new-abroad, region: us-east-1, create: true}
    existingPolicy: none
    allow:
      cidrs: [203.0.113.0/24, "2001:db8::/32"]
      principals: ["arn:aws:iam::111122223333:role/ops/break-glass", "arn:aws:iam::111122223333:role/deploy-*"]
    accessLogs: true
  watched:
    buckets: [example-watched]
    allow: {cidrs: [198.51.100.7]}
    accessLogs: {existing: example-s3-logs, prefix: watched/}
alerts: {email: [security@example.com], sms: ["+12025550123"]}
debug: true
services: {guardduty: true, config: true, securityHub: true, accessAnalyzer: true, macie: true}
hunting: true
channels:
  team-slack: {kind: slack, webhook: "ssm:/palisade/slack"}
  slack-bot: {kind: slack, token: ssm:slack-bot, channel: C0123456789}
  on-call: {kind: pagerduty, routingKey: "secretsmanager:palisade/pagerduty", rateCap: 20}
  soc: {kind: webhook, url: "https://soc.example.com/hook", secret: "ssm:/palisade/soc", format: ocsf}
  teams: {kind: teams, webhook: "secretsmanager:palisade/teams"}
  discord: {kind: discord, webhook: "ssm:/palisade/discord"}
  hub: {kind: securityhub}
routes:
  - {severity: high, channels: [on-call, teams]}
  - {severity: informational, channels: [hub, soc]}
  - {detections: ["s3.*"], buckets: ["example-*"], accounts: ["111122223333"], channels: [discord, slack-bot]}
default: [team-slack]
quietHours: {from: "20:00", to: "07:00", timezone: Europe/Berlin}
rateCap: 40
`;

/** The same in China, with names of the user's own for everything. */
export const EVERYTHING_IN_CHINA = EVERYTHING.replaceAll("eu-central-1", "cn-north-1")
  .replaceAll("us-east-1", "cn-northwest-1")
  .replaceAll("arn:aws:", "arn:aws-cn:");

/** A small perimeter to vary. */
export function enforced(lines: string): string {
  return `
project: palisade
account: "111122223333"
region: eu-central-1
perimeters:
  sensitive:
    mode: enforce
    buckets: [example-data]
    existingPolicy: none
    allow: {cidrs: [203.0.113.0/24], principals: ["arn:aws:iam::111122223333:role/break-glass"]}
${lines}
`;
}
