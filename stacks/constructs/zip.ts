import { type Zippable, zipSync } from "fflate";

/** Another one whenever the same files make other bytes. */
export const ZIP_FORMAT = "stored-1";

/** The first moment a zip can hold, in whatever zone the machine is: the format stores local time without saying which. */
const EPOCH = new Date(1980, 0, 1);

/** UNIX, as the format's "made by" byte has it; the mode is then in the upper half of the attributes. */
const UNIX = 3;
const READABLE_FILE = 0o100644 << 16;

/**
 * A zip whose bytes depend on nothing but names and contents, so that a plan shows a change only where there is one. Stored, not
 * deflated: that saves a quarter of a second at every synth, and what a machine's deflate makes of the same bytes is its own affair.
 */
export function zip(files: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  const entries: Zippable = {};
  for (const name of Object.keys(files).sort()) {
    const content = files[name] as Uint8Array | string;
    entries[name] = typeof content === "string" ? new TextEncoder().encode(content) : content;
  }
  return zipSync(entries, { level: 0, mtime: EPOCH, os: UNIX, attrs: READABLE_FILE });
}
