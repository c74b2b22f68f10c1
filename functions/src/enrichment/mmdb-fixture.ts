const MARKER = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from("MaxMind.com")]);
const RECORD_BITS = 24;

type Value = string | number | { readonly [key: string]: Value };
type Node = [left: Node | number | undefined, right: Node | number | undefined];

/** A small MaxMind database for tests, of IPv4 networks such as `192.0.2.0/24`. @see https://maxmind.github.io/MaxMind-DB/ */
export function anMmdb(networks: Readonly<Record<string, Value>>, ipVersion: 4 | 6 = 4): Buffer {
  const root: Node = [undefined, undefined];
  const data: Buffer[] = [];
  for (const [cidr, value] of Object.entries(networks)) {
    const offset = data.reduce((sum, { length }) => sum + length, 0);
    data.push(encode(value));
    insert(root, bitsOf(cidr, ipVersion), offset);
  }
  const nodes = inOrder(root);
  const metadata = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_767_225_600,
    database_type: "test",
    ip_version: ipVersion,
    node_count: nodes.length,
    record_size: RECORD_BITS,
  };
  return Buffer.concat([treeOf(nodes), Buffer.alloc(16), ...data, MARKER, encode(metadata)]);
}

function bitsOf(cidr: string, ipVersion: 4 | 6): readonly number[] {
  const [address = "", prefix = "32"] = cidr.split("/");
  const bits = address.split(".").flatMap((byte) => [...Number(byte).toString(2).padStart(8, "0")].map(Number));
  return [...Array<number>(ipVersion === 6 ? 96 : 0).fill(0), ...bits.slice(0, Number(prefix))];
}

function insert(root: Node, bits: readonly number[], offset: number): void {
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const next = node[bit];
    if (Array.isArray(next)) node = next;
    else {
      const made: Node = [undefined, undefined];
      node[bit] = made;
      node = made;
    }
  }
  node[bits.at(-1) as number] = offset;
}

function inOrder(root: Node): readonly Node[] {
  const nodes = [root];
  for (const node of nodes) for (const child of node) if (Array.isArray(child)) nodes.push(child);
  return nodes;
}

function treeOf(nodes: readonly Node[]): Buffer {
  const tree = Buffer.alloc((nodes.length * 2 * RECORD_BITS) / 8);
  const records = nodes.flatMap((node) =>
    node.map((child) => {
      if (child === undefined) return nodes.length;
      return Array.isArray(child) ? nodes.indexOf(child) : nodes.length + 16 + child;
    }),
  );
  for (const [index, record] of records.entries()) tree.writeUIntBE(record, (index * RECORD_BITS) / 8, RECORD_BITS / 8);
  return tree;
}

/** Type and length of a value shorter than 285, and the value. */
function encode(value: Value): Buffer {
  if (typeof value === "string") return Buffer.concat([head(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === "number") {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([head(6, 4), bytes]);
  }
  const entries = Object.entries(value).flatMap(([key, inner]) => [encode(key), encode(inner)]);
  return Buffer.concat([head(7, entries.length / 2), ...entries]);
}

function head(type: number, size: number): Buffer {
  return size < 29 ? Buffer.from([(type << 5) | size]) : Buffer.from([(type << 5) | 29, size - 29]);
}
