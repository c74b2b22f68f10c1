import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { zip } from "./zip";

export interface FunctionCodeProps {
  readonly name: string;
  /** The bundle, `index.js`, relative to the working directory. */
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
    const data = Object.entries(props.data).map(([name, value]) => [name, JSON.stringify(value)]);
    const files = Object.entries(props.files ?? {}).map(([name, path]) => [name, readFileSync(path)]);
    const beside = Object.fromEntries([...files, ...data]);
    const bytes = zip({ ...beside, "index.js": readFileSync(props.bundle) });
    const hash = createHash("sha256").update(bytes).digest();
    const assetHash = hash.toString("hex").slice(0, 32);
    const path = resolve(ZIP_FOLDER, assetHash, `${props.name}.zip`);
    if (!existsSync(path)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
    this.path = new TerraformAsset(this, "resource", { path, type: AssetType.FILE, assetHash }).path;
    this.sha256 = hash.toString("base64");
  }
}
