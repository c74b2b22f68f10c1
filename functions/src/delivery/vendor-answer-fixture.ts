import type { Answer } from "./answer";
import type { ChannelSettings } from "./channel-settings";

/** What the vendor answers to a message that it took, as documented. */
export function tookAnswer(channel: ChannelSettings): Required<Answer> {
  switch (channel.kind) {
    case "slack":
      return { status: 200, body: "token" in channel ? '{"ok":true,"ts":"1700000000.000100"}' : "ok" };
    case "teams":
      return { status: 202, body: "" };
    case "discord":
      return { status: 200, body: '{"id":"1234567890123456789","type":0}' };
    case "pagerduty":
      return { status: 202, body: '{"status":"success","message":"Event processed","dedup_key":"1"}' };
    case "securityhub":
      return { status: 200, body: '{"FailedCount":0,"SuccessCount":1,"FailedFindings":[]}' };
    case "webhook":
      return { status: 200, body: "" };
  }
}
