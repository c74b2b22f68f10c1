import type { ReceivedAlert } from "../alerts/received-alert";
import type { ReceivedDigest } from "../digest/received-digest";
import { type Answer, codeIn, type Judge, objectIn } from "./answer";
import { type ChannelRequest, jsonRequest } from "./channel-request";
import type { ChannelSettings, NotifierSettings, SecretName } from "./channel-settings";
import { discordDigest, slackDigest, teamsDigest, webhookDigest } from "./digest";
import { discordPost, discordRequest } from "./discord/discord";
import { judgeDiscord } from "./discord/judge-discord";
import type { LinkOptions } from "./links";
import { discordNotice, type Notice, pagerDutyNotice, slackNotice, teamsNotice, webhookNotice } from "./notice";
import { judgePagerDuty } from "./pagerduty/judge-pagerduty";
import { pagerDutyRequest, pagerDutyResolve } from "./pagerduty/pagerduty";
import { isSecurityHubPassing, judgeSecurityHub } from "./securityhub/judge-security-hub";
import { securityHubFinding } from "./securityhub/securityhub";
import { judgeSlackApi, judgeSlackWebhook } from "./slack/judge-slack";
import { slackRequest } from "./slack/slack";
import { judgeTeams } from "./teams/judge-teams";
import { teamsRequest } from "./teams/teams";
import { judgeWebhook } from "./webhook/judge-webhook";
import { webhookRequest } from "./webhook/webhook";

/** How one kind of channel is spoken to. */
export interface Channel {
  /** Milliseconds between two messages that keep within the vendor's limit. */
  readonly paceMs: number;
  /** Whether `rateCap` and quiet hours apply: what disturbs nobody is sent at once. */
  isLimited(alert: ReceivedAlert): boolean;
  /** Whether an alert of an incident answers the first one, whose id `threadOf` finds. */
  readonly isThreaded: boolean;
  /** The message; `thread` as `threadOf` found it. Throws where the secret is not what it should be. */
  alertRequest(alert: ReceivedAlert, secret: string, thread?: string): ChannelRequest;
  /** Absent where a channel has no place for what is no alert. */
  readonly noticeRequest?: (notice: Notice, secret: string) => ChannelRequest;
  /** Absent where nobody reads: a digest neither wakes anybody nor is a finding. */
  readonly digestRequest?: (digest: ReceivedDigest, secret: string) => ChannelRequest;
  /** Ends what was told under a key, such as an incident's id; absent where nothing stays open. */
  readonly resolveRequest?: (about: string, secret: string) => ChannelRequest;
  /** What the vendor says beyond a status of success. */
  readonly judge: Judge;
  /** Whether a refusal by status passes by itself; absent where it never does. */
  readonly isPassing?: (answer: Answer) => boolean;
  threadOf(body: string | undefined): string | undefined;
}

export interface ChannelDeps {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const PLAIN = { isLimited: () => true, isThreaded: false, threadOf: () => undefined } as const;

/** Opens the channel of the settings. Limits of the vendors: Slack 1 a second, Discord 30 a minute, Teams 4 and PagerDuty 2 a second. */
export function openChannel(settings: NotifierSettings, deps: ChannelDeps): Channel {
  const { channel, project, runbooks } = settings;
  const options: LinkOptions = runbooks === undefined ? {} : { runbookBase: runbooks };
  switch (channel.kind) {
    case "slack":
      return "webhook" in channel ? slackWebhook(options) : slackBot(channel, options);
    case "pagerduty":
      return {
        ...PLAIN,
        paceMs: 500,
        judge: judgePagerDuty,
        // A resolve ends what somebody was told.
        isLimited: ({ kind }) => kind !== "closed",
        alertRequest: (alert, key) => pagerDutyRequest(alert, key, options),
        noticeRequest: (notice, key) => {
          return jsonRequest("https://events.pagerduty.com/v2/enqueue", pagerDutyNotice(notice, key, project));
        },
        resolveRequest: pagerDutyResolve,
      };
    case "webhook":
      return {
        ...PLAIN,
        paceMs: 100,
        judge: judgeWebhook,
        alertRequest: (alert, secret) => webhookRequest(alert, { ...channel, secret }, deps.now()),
        noticeRequest: (notice, secret) => webhookNotice(notice, { url: channel.url, secret }, project, deps.now()),
        digestRequest: (digest, secret) => webhookDigest(digest, { url: channel.url, secret }, deps.now()),
      };
    case "teams":
      return {
        ...PLAIN,
        paceMs: 500,
        judge: judgeTeams,
        alertRequest: (alert, webhook) => teamsRequest(alert, webhook, options),
        noticeRequest: (notice, webhook) => jsonRequest(webhook, teamsNotice(notice)),
        digestRequest: (digest, webhook) => jsonRequest(webhook, teamsDigest(digest)),
      };
    case "discord":
      return {
        ...PLAIN,
        paceMs: 2000,
        judge: judgeDiscord,
        alertRequest: (alert, webhook) => discordRequest(alert, webhook, options),
        noticeRequest: (notice, webhook) => discordPost(webhook, discordNotice(notice)),
        digestRequest: (digest, webhook) => discordPost(webhook, discordDigest(digest)),
      };
    case "securityhub":
      return securityHub(channel, options);
  }
}

function slackWebhook(options: LinkOptions): Channel {
  return {
    ...PLAIN,
    paceMs: 1000,
    judge: judgeSlackWebhook,
    alertRequest: (alert, webhook) => slackRequest(alert, { webhook }, options),
    noticeRequest: (notice, webhook) => jsonRequest(webhook, slackNotice(notice)),
    digestRequest: (digest, webhook) => jsonRequest(webhook, slackDigest(digest)),
  };
}

type SlackBot = Extract<ChannelSettings, { readonly token: SecretName }>;

function slackBot({ channel }: SlackBot, options: LinkOptions): Channel {
  const post = (message: object, token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return jsonRequest("https://slack.com/api/chat.postMessage", { channel, ...message }, headers);
  };
  return {
    ...PLAIN,
    paceMs: 1000,
    isThreaded: true,
    alertRequest: (alert, token, thread) => {
      return slackRequest(alert, { token, channel, ...(thread !== undefined && { thread }) }, options);
    },
    noticeRequest: (notice, token) => post(slackNotice(notice), token),
    digestRequest: (digest, token) => post(slackDigest(digest), token),
    judge: judgeSlackApi,
    threadOf: (body = "") => codeIn(objectIn({ status: 200, body })?.["ts"], /^\d{1,12}\.\d{1,9}$/),
  };
}

type SecurityHub = Extract<ChannelSettings, { readonly kind: "securityhub" }>;

function securityHub(target: SecurityHub, options: LinkOptions): Channel {
  const { region, partition } = target;
  const url = `https://securityhub.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}/findings/import`;
  return {
    ...PLAIN,
    paceMs: 100,
    // What only files findings disturbs nobody.
    isLimited: () => false,
    alertRequest: (alert) => {
      const request = jsonRequest(url, { Findings: [securityHubFinding(alert, { ...target, ...options })] });
      return { ...request, signFor: { service: "securityhub", region } };
    },
    judge: judgeSecurityHub,
    isPassing: isSecurityHubPassing,
  };
}
