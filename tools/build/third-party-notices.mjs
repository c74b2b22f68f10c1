import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./layout.mjs";

/** What may be passed on in a bundle when its text comes along. Anything else has to be looked at by a person first. */
const LICENSES = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);

const LICENSE_FILE = /^(licen[cs]e|notice|copying)(\.|-|$)/i;

/** The folders of the packages that a build put into its bundles. */
function bundledPackages(metafile) {
  const files = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))];
}

/** The packages in the bundles and their license texts, each text once, as the licenses ask. */
export function thirdPartyNotices(metafile) {
  const packagesByText = new Map();
  for (const folder of bundledPackages(metafile).sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
    if (!LICENSES.has(license)) {
      throw new Error(
        `${name} ${version}: got the license ${license}, expected any of ${[...LICENSES].join(", ")}, fix: bundle another package, or add the license after you read it`,
      );
    }
    const text = textsIn(join(ROOT, folder));
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const notices = [...packagesByText].map(([text, packages]) => `${packages.join("\n")}\n\n${text}`.trim());
  return `The bundles contain these packages.\n\n${notices.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

function textsIn(folder) {
  const files = readdirSync(folder).filter((file) => LICENSE_FILE.test(file));
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").trim())
    .join("\n\n");
}
