import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { type AwsClients, createAwsClients } from "./aws-clients";
import { type Callers, createCallers } from "./deployer";
import { describeEndToEnd } from "./describe-end-to-end";
import { ACCOUNT, type Emulator, startEmulator } from "./emulator";
import { HOME_REGION } from "./scenario";
import { synthesize } from "./synthesize";
import { Terraform } from "./terraform";

jest.setTimeout(200_000);

/** Little to apply: a policy on a bucket that exists. */
const configurationOf = (project: string) => `
project: ${project}
account: "${ACCOUNT}"
region: ${HOME_REGION}
trail: {existing: organisation-trail}
perimeters:
  data:
    mode: enforce
    buckets: [{name: ${project}-data, existingPolicy: none}]
    allow: {cidrs: [203.0.113.0/24]}
`;

describeEndToEnd("several environments in one clone", (tools) => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-environments-"));
  const shared = join(folder, "cdktf.out");
  const own = join(folder, `cdktf.out.palisade-prod-${ACCOUNT}`);
  const [dev, prod] = [join(folder, "palisade.yaml"), join(folder, "prod.yaml")];
  let emulator: Emulator;
  let aws: AwsClients;
  let callers: Callers;

  const perimeterIn = (outdir: string) =>
    new Terraform({
      terraform: tools.terraform,
      stack: join(outdir, "stacks", "perimeter"),
      env: callers.deployer,
    });

  beforeAll(async () => {
    emulator = await startEmulator(tools, folder);
    aws = createAwsClients(emulator.endpoint, HOME_REGION);
    callers = await createCallers(aws, tools, emulator.endpoint, HOME_REGION);
    for (const project of ["palisade-dev", "palisade-prod"]) {
      const here = { LocationConstraint: HOME_REGION } as const;
      await aws.s3.send(new CreateBucketCommand({ Bucket: `${project}-data`, CreateBucketConfiguration: here }));
    }
    writeFileSync(dev, configurationOf("palisade-dev"));
    writeFileSync(prod, configurationOf("palisade-prod"));
  });

  afterAll(async () => {
    aws?.destroy();
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("applies the first one from the usual folder", async () => {
    await synthesize({ config: dev, outdir: shared });
    await perimeterIn(shared).init();
    await perimeterIn(shared).apply();
  });

  it("refuses to write the second one over it, and says which folder works", async () => {
    await expect(synthesize({ config: prod, outdir: shared })).rejects.toThrow(`npx cdktf synth --output ${own}, and`);
  });

  it("plans both in turn, each with its own state", async () => {
    await synthesize({ config: prod, outdir: own });
    await perimeterIn(own).init();
    expect((await perimeterIn(own).plan()).changes).toBe("some");
    await synthesize({ config: dev, outdir: shared });
    await perimeterIn(shared).init();
    const { changes, output } = await perimeterIn(shared).plan();
    expect(changes === "some" ? output : "").toBe("");
  });

  it("finds the local state of the first one again from another folder beside the usual one", async () => {
    const moved = join(folder, `cdktf.out.palisade-dev-${ACCOUNT}`);
    await synthesize({ config: dev, outdir: moved });
    await perimeterIn(moved).init();
    const { changes, output } = await perimeterIn(moved).plan();
    expect(changes === "some" ? output : "").toBe("");
  });
});
