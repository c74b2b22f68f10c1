import { randomBytes } from "node:crypto";
import { type Answer, answerOfError, found } from "@palisade/aws/answer";
import type { LiveAws } from "@palisade/aws/aws";
import type { Channel } from "@palisade/engine/channels/channel";
import type { ChannelRequest } from "@palisade/engine/channels/channel-request";
import { openChannel } from "@palisade/engine/channels/open-channel";
import { outcomeOf } from "@palisade/engine/channels/outcome-of";
import { type ChannelKind, secretOf, VENDORS, vendorOf } from "@palisade/engine/channels/registry";
import type { Send, Sent } from "@palisade/engine/channels/sent";
import { createSigningSender } from "@palisade/functions/delivery/signing-sender";
import type { AwsCredentials } from "@palisade/functions/platform/sign-request";
import { notifierSettings } from "../../config/derived/notifier-settings";
import type { ChannelConfig } from "../../config/sections/channels";
import { commandName } from "../lib/command-name";
import { putCommand, readSecret } from "./channel-secret";
import { fail, type Line, pass, type Surroundings, unknown } from "./probe";
import { testAlert, testNotice } from "./test-message";

export interface TestChannelsDeps extends Pick<Surroundings, "config"> {
  readonly aws: Pick<LiveAws, "ask" | "credentials">;
  readonly send: Send;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Called when a channel's turn comes, with what is done. */
  readonly onStage: (what: string) => void;
}

/**
 * Sends each channel one message that is plainly a test, straight from here: neither queue nor function is part of it. Secrets are read
 * with the caller's own credentials, and nothing that is said holds one.
 */
export async function testChannels(deps: TestChannelsDeps): Promise<readonly Line[]> {
  const { channels } = deps.config;
  if (channels.length === 0) return [pass("channels", "none is configured: there is nothing to try")];
  const lines: Line[] = [];
  for (const channel of channels) {
    deps.onStage(`sending a test to channel ${channel.name}`);
    lines.push(await testChannel(channel, deps));
  }
  return lines;
}

async function testChannel(config: ChannelConfig, deps: TestChannelsDeps): Promise<Line> {
  const subject = subjectOf(config);
  const needs = await readNeeds(config, deps);
  if (needs.kind === "unknown") return unknown(subject, needs);
  if (needs.kind === "missing")
    return fail(subject, "its secret does not exist, or is empty", mending(config, deps, "new"));
  const { secret, credentials } = needs.value;
  const opened = openChannel(notifierSettings(deps.config, config), { now: deps.now });
  const requests = requestsOf(opened, secret, config, deps);
  if (requests === undefined) {
    return fail(
      subject,
      `its secret is not of the form that ${config.settings.kind} needs`,
      mending(config, deps, "again"),
    );
  }
  const send = credentials
    ? createSigningSender({ send: deps.send, credentials: () => credentials, now: deps.now })
    : deps.send;
  let line = pass(subject, "nothing to send");
  for (const request of requests) {
    line = await exchange(request, opened, config, { ...deps, send });
    if (line.status !== "pass") return line;
  }
  return line;
}

function subjectOf({ name, settings }: ChannelConfig): string {
  return `test: channel ${name} (${settings.kind})`;
}

interface Needs {
  readonly secret: string;
  /** Of channels that are services of AWS. */
  readonly credentials?: AwsCredentials;
}

async function readNeeds({ settings }: ChannelConfig, { config, aws }: TestChannelsDeps): Promise<Answer<Needs>> {
  const name = secretOf(settings);
  if (name !== undefined) {
    const secret = await readSecret(aws, config.region, name);
    return secret.kind === "found" ? found({ secret: secret.value }) : secret;
  }
  try {
    return found({ secret: "", credentials: await aws.credentials(config.region) });
  } catch (error) {
    const [wanted] = vendorOf(settings).actions;
    return answerOfError(error, wanted?.action ?? "sts:GetCallerIdentity");
  }
}

/** Undefined where the secret is not what it should be; the error would quote it. */
function requestsOf(
  { noticeRequest, alertRequest }: Channel,
  secret: string,
  { name, settings }: ChannelConfig,
  { config, now }: TestChannelsDeps,
): readonly ChannelRequest[] | undefined {
  const { keepsOpen } = vendorOf(settings).abilities;
  try {
    if (noticeRequest === undefined) return [alertRequest(testAlert(config, name, now()), secret)];
    const notice = testNotice(name, randomBytes(8).toString("hex"), now());
    const first = noticeRequest(notice, secret);
    // What was triggered would stay open until someone resolves it.
    return keepsOpen ? [first, noticeRequest({ ...notice, isOver: true }, secret)] : [first];
  } catch {
    return undefined;
  }
}

/** Reasons hold neither URL nor header, nor a word of the answer but an error's code. */
async function exchange(
  request: ChannelRequest,
  channel: Channel,
  config: ChannelConfig,
  deps: TestChannelsDeps,
): Promise<Line> {
  const subject = subjectOf(config);
  const { kind } = config.settings;
  const sent = await deps.send(request);
  const outcome = outcomeOf(sent, channel, deps.now());
  if (outcome.kind === "refused") return fail(subject, outcome.reason, mending(config, deps, "again"));
  if (outcome.kind === "later") {
    return unknown(subject, {
      why: outcome.reason,
      fix: `${commandName()} doctor --test-channels, in some minutes again`,
    });
  }
  return pass(subject, `${kind} took the test message${statusOf(sent, kind)}`);
}

function statusOf(sent: Sent, kind: ChannelKind): string {
  if (sent.kind !== "answered") return "";
  const { status } = sent;
  const rest = VENDORS[kind].checkByHand?.(status);
  return `, answered ${status}${rest === undefined ? "" : `; ${rest}`}`;
}

function mending({ name, settings }: ChannelConfig, { config }: TestChannelsDeps, how: "new" | "again"): string {
  const { region } = config;
  const secret = secretOf(settings);
  const storeSecret = secret === undefined ? "" : putCommand(secret, region, how);
  return vendorOf(settings).mendingOf?.(settings, { name, how, region, storeSecret }) ?? storeSecret;
}
