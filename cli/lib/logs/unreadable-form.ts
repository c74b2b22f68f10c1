interface Form {
  readonly name: string;
  readonly at: number;
  readonly bytes: Buffer;
  readonly fix: string;
}

const UNPACK = "unpack it first";
const DECOMPRESS = "decompress it first, or as gzip";
const CONVERT = "convert it to JSON lines, or read the log files that it was made of";

function form(name: string, bytes: string | readonly number[], fix: string, at = 0): Form {
  return { name, at, bytes: typeof bytes === "string" ? Buffer.from(bytes, "latin1") : Buffer.from(bytes), fix };
}

/** By the first bytes, which nothing that can be read begins with. */
const FORMS: readonly Form[] = [
  form("a zip archive", "PK\u0003\u0004", UNPACK),
  form("a zip archive", "PK\u0005\u0006", UNPACK),
  form("a tar archive", "ustar", UNPACK, 257),
  form("a 7z archive", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], UNPACK),
  form("a RAR archive", "Rar!\u001a\u0007", UNPACK),
  form("Zstandard", [0x28, 0xb5, 0x2f, 0xfd], DECOMPRESS),
  form("bzip2", "BZh", DECOMPRESS),
  form("xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], DECOMPRESS),
  form("LZ4", [0x04, 0x22, 0x4d, 0x18], DECOMPRESS),
  form("framed Snappy", [0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59], DECOMPRESS),
  form("ORC", "ORC", CONVERT),
  form("Avro", "Obj\u0001", CONVERT),
  form("a SQLite database", "SQLite format 3\u0000", CONVERT),
  form("a Windows event log", "ElfFile\u0000", CONVERT),
  form("a PDF document", "%PDF-", "read the log files that it tells of"),
  form("UTF-32 text", [0xff, 0xfe, 0x00, 0x00], "convert it to UTF-8"),
  form("UTF-32 text", [0x00, 0x00, 0xfe, 0xff], "convert it to UTF-8"),
  form("Parquet", "PAR1", "palisade hunt and palisade preview read it"),
];

const SAMPLE_BYTES = 4096;

/** What bytes are that are no text that can be read, and what to do about it; undefined where they are text. */
export function unreadableForm(head: Buffer): string | undefined {
  const found = FORMS.find(({ at, bytes }) => bytes.equals(head.subarray(at, at + bytes.length)));
  if (found !== undefined) return `${found.name}, which is not read here: ${found.fix}`;
  return head.subarray(0, SAMPLE_BYTES).includes(0) ? "not text" : undefined;
}
