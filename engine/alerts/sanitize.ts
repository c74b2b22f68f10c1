const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const ODD_SPACE = /\p{Zs}/gu;
const LINK_SCHEME = /\b(mailto|tel|sms|data|javascript):/gi;
/** A dot that a mail client may take for part of a host's name: numbers such as an address or a version are none. */
const HOST_DOT = /(?<=[\p{L}\p{N}])[.\u3002\uff0e\uff61](?=(\p{L}[\p{L}\p{N}-]+))/gu;
/** Endings of object keys that are no top-level domain, left readable. */
const FILE_ENDINGS: ReadonlySet<string> = new Set(
  "avro bak bz2 conf csv db doc docx gz html jpeg jpg json jsonl key log parquet pdf pem png pptx sql tar tgz tmp txt xls xlsx xml yaml yml".split(
    " ",
  ),
);

function reveal(char: string): string {
  return `\\u{${char.codePointAt(0)?.toString(16)}}`;
}

function defang(text: string): string {
  return text
    .replaceAll("://", "[:]//")
    .replaceAll("\\\\", "[\\\\]")
    .replace(LINK_SCHEME, "$1[:]")
    .replace(HOST_DOT, (dot, label: string) => (FILE_ENDINGS.has(label.toLowerCase()) ? dot : "[.]"));
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - 3);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}...`;
}

/**
 * Text from an event as one line that a person can read: what cannot be seen or turns text around is spelled out, nothing in it is a
 * link to a mail client, and it has at most `longest` UTF-16 units.
 */
export function plainLine(text: string, longest: number): string {
  const visible = text
    .slice(0, 2 * longest)
    .replace(INVISIBLE, reveal)
    .replace(ODD_SPACE, " ");
  return cut(defang(visible), longest);
}

/** The same with printable ASCII only, for subjects and text messages. */
export function asciiLine(text: string, longest: number): string {
  return plainLine(text, longest).replace(/[^\x20-\x7e]/gu, "?");
}
