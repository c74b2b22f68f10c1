import { textOf } from "../fields";

/** What a copy reads, as `x-amz-copy-source` names it. */
export interface CopySource {
  /** A bucket's name, or an access point's ARN. */
  readonly bucket: string;
  readonly key: string | undefined;
}

/** Longer than any key with every byte percent-encoded, its bucket and its version. */
const LONGEST = 8192;

/**
 * `x-amz-copy-source` in all its forms: percent-encoded or not, with or without a leading slash and a version, and an access point's ARN
 * instead of a bucket. Undefined where it names nothing.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function parseCopySource(header: string | undefined): CopySource | undefined {
  if (header === undefined || header.length > LONGEST) return undefined;
  // A question mark within the key is encoded, so what begins here is the version.
  const version = header.lastIndexOf("?versionId=");
  const text = decode(version === -1 ? header : header.slice(0, version)).replace(/^\//, "");
  const separator = text.startsWith("arn:") ? "/object/" : "/";
  const end = text.indexOf(separator);
  if (end <= 0) return undefined;
  return { bucket: text.slice(0, end), key: textOf(text.slice(end + separator.length)) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Logs that were decoded once already hold bare percent signs.
    return text;
  }
}
