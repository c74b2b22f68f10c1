import type { ChannelRequest } from "../channel-request";
import type { Notice } from "../notice";
import { signedRequest, type WebhookTarget } from "./signed-request";

/** Version of a notice's JSON, apart from that of alerts. */
const NOTICE_SCHEMA = 1;

/** The notice as JSON, which `notice` tells from an alert. */
export function webhookNotice(notice: Notice, target: WebhookTarget, project: string, now: number): ChannelRequest {
  const { id, kind, at, ...others } = notice;
  const fields = { schema: NOTICE_SCHEMA, notice: kind, id, project, ...others, at: new Date(at).toISOString() };
  return signedRequest(id, fields, target, now);
}
