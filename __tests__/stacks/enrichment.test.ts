import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { parseConfig } from "../../config/load-config";
import { enforced } from "../../testing/configurations";
import { anMmdb } from "../../testing/fixtures/mmdb-fixture";
import { type Block, projectDir, type Stacks, synthStacks } from "../../testing/synth";

const FUNCTIONS = ["palisade-detector", "palisade-close-incidents"];
/** Of what is in a function's zip whether anything is to be added to alerts or not. */
const OWN_FILES: Readonly<Record<string, readonly string[]>> = { "palisade-close-incidents": ["elsewhere.json"] };

describe("the functions that tell of alerts", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "palisade-enrich-"));
    writeFileSync(path.join(folder, "geo.mmdb"), anMmdb({ "192.0.2.0/24": { country_code: "DE" } }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const synth = (lines: string) => synthStacks(parseConfig(enforced(lines), path.join(folder, "palisade.yaml")));

  /** The files of a function's zip, by name. */
  const zipOf = ({ alerting }: Stacks, name: string) => {
    const lambda: Block = alerting.resources("aws_lambda_function").find((block) => block["function_name"] === name);
    const hash = path.basename(path.dirname(lambda["filename"]));
    return unzipSync(readFileSync(path.join(projectDir, ".build/zips", hash, `${name}.zip`)));
  };
  const rights = ({ alerting }: Stacks) =>
    alerting
      .resources("aws_iam_role_policy")
      .flatMap((block) => JSON.parse(block["policy"]).Statement as readonly Block[])
      .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith("s3:")));

  it("carry nothing and may ask nothing unless someone asks", () => {
    const stacks = synth("");
    for (const name of FUNCTIONS) {
      const own = OWN_FILES[name] ?? [];
      expect(Object.keys(zipOf(stacks, name)).sort()).toEqual([...own, "index.js", "settings.json"]);
    }
    expect(rights(stacks)).toEqual([]);
  });

  it("carry the database as it is, beside what is to be done with it", () => {
    const stacks = synth("enrich: {geo: geo.mmdb, networks: {office: [192.0.2.0/24]}}");
    for (const name of FUNCTIONS) {
      const { "enrichment.json": settings, "addresses-1.mmdb": database } = zipOf(stacks, name);
      expect(JSON.parse(Buffer.from(settings ?? []).toString())).toEqual({
        databases: ["addresses-1.mmdb"],
        networks: { office: ["192.0.2.0/24"] },
        lists: {},
        firstSeen: false,
      });
      expect(Buffer.from(database ?? [])).toEqual(readFileSync(path.join(folder, "geo.mmdb")));
    }
    expect(rights(stacks)).toEqual([]);
  });

  it("may read the tags of the account's buckets where these are shown, and nothing else of S3", () => {
    const statement = {
      Effect: "Allow",
      Action: "s3:GetBucketTagging",
      Resource: "arn:aws:s3:::*",
      Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } },
    };
    expect(rights(synth("enrich: {bucketTags: {owner: Owner}}"))).toEqual([statement, statement]);
  });
});
