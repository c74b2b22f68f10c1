import type { ChannelRequest } from "./channel-request";

/** What became of one request. Reasons never hold a URL, a header or a word of an answer. */
export type Sent =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly retryAfter?: string;
      /** Where a redirect leads, which is not followed. */
      readonly location?: URL;
      /** Absent when it was too long, or was cut off. */
      readonly body?: string;
    }
  /** Nothing answered; another time something may. */
  | { readonly kind: "unanswered"; readonly reason: string }
  /** May not be sent at all. */
  | { readonly kind: "forbidden"; readonly reason: string };

export type Send = (request: ChannelRequest) => Promise<Sent>;
