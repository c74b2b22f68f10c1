import type { LogObject } from "./read-notification";

/** A log's bytes as they come; gone where there is no such object any more, or another one under its key. */
export type OpenedLog =
  | { readonly kind: "open"; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: "gone"; readonly reason: "deleted" | "replaced" };

/** Throws where no one knows: no permission, no network. */
export type OpenLog = (log: LogObject) => Promise<OpenedLog>;
