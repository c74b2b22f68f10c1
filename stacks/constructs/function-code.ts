import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { ZIP_FORMAT, zip } from "./zip";

export interface FunctionCodeProps {
  readonly name: string;
  /** The bundle, `index.js`, relative to the working directory, with whatever lies beside it. */
  readonly bundle: string;
  /** Files beside the bundle, as JSON, by name. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Further files beside the bundle: their paths, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Zips are kept here by content, until `cdktf.out` gets its copy. */
const ZIP_FOLDER = ".build/zips";

/** A handler's zip: its bundle, its data and its files. */
export class FunctionCode extends Construct {
  /** Path within the stack's folder. */
  readonly path: string;
  /** As Lambda's `CodeSha256`. */
  readonly sha256: string;

  constructor(scope: Construct, id: string, props: FunctionCodeProps) {
    super(scope, id);
    if (!existsSync(props.bundle)) {
      throw new Error(`function ${props.name}: no bundle at ${props.bundle}, expected one, fix: npm run build`);
    }
    const folder = dirname(props.bundle);
    const built = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);
    const files = Object.entries(props.files ?? {}).map(([name, path]) => [name, readFileSync(path)]);
    const data = Object.entries(props.data).map(([name, value]) => [name, JSON.stringify(value)]);
    const contents = Object.fromEntries([...built, ...files, ...data]);
    const assetHash = hashOf(contents);
    const path = resolve(ZIP_FOLDER, assetHash, `${props.name}.zip`);
    if (!existsSync(path)) writeWhole(path, zip(contents));
    this.path = new TerraformAsset(this, "resource", { path, type: AssetType.FILE, assetHash }).path;
    this.sha256 = createHash("sha256").update(readFileSync(path)).digest("base64");
  }
}

/** Of what goes into the zip, to know an old one without making a new one. */
function hashOf(contents: Readonly<Record<string, Uint8Array | string>>): string {
  const hash = createHash("sha256").update(ZIP_FORMAT);
  for (const name of Object.keys(contents).sort()) {
    const content = contents[name] as Uint8Array | string;
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 32);
}

/** Another synthesis may be looking for the same file. */
function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, path);
}
