import type { MessageAttributeValue, PublishCommandInput } from "@aws-sdk/client-sns";
import { asciiLine } from "@palisade/engine/alerts/sanitize";
import { DIGEST_SCHEMA, type Digest } from "@palisade/engine/digest/digest";
import {
  dayInWords,
  digestSections,
  digestTitle,
  MOST_SUPPRESSIONS,
  needsAttention,
} from "@palisade/engine/digest/sections";

/** SNS takes at most 100 printable ASCII characters, without a line break. */
const LONGEST_SUBJECT = 100;

/** SNS takes 256 KiB, attributes included; the rest is left for them. */
const MOST_BYTES = 250_000;

/** With half as many of the incidents that were held back, again and again, until it fits. */
function digestThatFits(digest: Digest): string {
  const { held } = digest;
  const message = messageOf(digest);
  if (Buffer.byteLength(message) <= MOST_BYTES || held.shown.length === 0) return message;
  const shown = held.shown.slice(0, Math.floor(held.shown.length / 2));
  return digestThatFits({ ...digest, held: { ...held, shown } });
}

function messageOf(digest: Digest): string {
  return JSON.stringify({
    default: digestJson(digest),
    email: digestEmail(digest),
    sms: asciiLine(digestTitle(digest), 160),
  });
}

/** The digest as plain text for a person. */
export function digestEmail(digest: Digest): string {
  const parts = digestSections(digest).map(({ heading, lines }) => {
    return [
      heading,
      "-".repeat(heading.length),
      ...lines.map((line) => (line.startsWith(" ") ? line : `* ${line}`)),
      "",
    ];
  });
  return [
    `What Palisade saw on ${dayInWords(digest.day)} (UTC), and what is left to do`,
    "",
    ...parts.flat(),
    `Sent by Palisade, project ${digest.project}, account ${digest.account}, ${digest.region}`,
    "",
  ].join("\n");
}

/**
 * The digest for machines and channels: its numbers, and `sections` with the same in words. Texts of `aside` and `open` stand as events
 * had them: the reader that shows them escapes them.
 */
export function digestJson(digest: Digest): string {
  const { id, project, account, region, day, writtenAt, counts, noisiest, open, held, expired, expiring, health } =
    digest;
  const { alarms, deadLetters, unknown } = health;
  return JSON.stringify({
    schema: DIGEST_SCHEMA,
    kind: "digest",
    id,
    project,
    account,
    region,
    day,
    writtenAt: iso(writtenAt),
    title: digestTitle(digest),
    needsAttention: needsAttention(digest),
    counts,
    noisiest,
    open: open && { ...open, gravest: open.gravest.map((one) => ({ ...one, endsAt: iso(one.endsAt) })) },
    aside: { ...held, shown: held.shown.map((one) => ({ ...one, time: iso(one.time) })) },
    suppressions: [expired, expiring]
      .flatMap((some) => some.slice(0, MOST_SUPPRESSIONS))
      .map((one) => ({ ...one, until: iso(one.until) })),
    health: {
      alarms: alarms?.map(({ since, ...alarm }) => ({ ...alarm, ...(since !== undefined && { since: iso(since) }) })),
      deadLetters,
      unknown,
    },
    sections: digestSections(digest),
  });
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

/** One publish request for people and channels; `channels` are those that are to show it. */
export function digestMessage(digest: Digest, topicArn: string, channels: readonly string[]): PublishCommandInput {
  const attributes: Record<string, MessageAttributeValue> = {
    kind: { DataType: "String", StringValue: "digest" },
    // An empty list is no attribute that SNS takes.
    ...(channels.length > 0 && { channels: { DataType: "String.Array", StringValue: JSON.stringify(channels) } }),
  };
  return {
    TopicArn: topicArn,
    Subject: asciiLine(digestTitle(digest), LONGEST_SUBJECT),
    MessageStructure: "json",
    Message: digestThatFits(digest),
    MessageAttributes: attributes,
  };
}
