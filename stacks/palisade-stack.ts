import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Place } from "@palisade/engine/arn";
import { LocalBackend, S3Backend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../config/config";

/** The bindings would demand the newest provider; what the stacks emit is known to every one from here on. */
const PROVIDER_VERSIONS = ">= 5.100, < 7";

/** What all stacks share: the provider of one region and account. */
export abstract class PalisadeStack extends TerraformStack {
  protected readonly config: PalisadeConfig;
  protected readonly home: Place;

  constructor(scope: Construct, id: string, config: PalisadeConfig, region = config.region) {
    super(scope, id);
    const { partition, account } = config;
    this.config = config;
    this.home = { partition, region, account };
    this.addProvider("aws", region);
    this.addOverride("terraform.required_providers.aws.version", PROVIDER_VERSIONS);
  }

  /** cdktf resolves every stack once more than it writes it, to find what refers to another stack; here nothing does. */
  override prepareStack(): void {}

  protected addProvider(id: string, region: string, alias?: string): AwsProvider {
    const { account, tags } = this.config;
    return new AwsProvider(this, id, {
      region,
      alias,
      // Credentials of another account fail before anything is planned.
      allowedAccountIds: [account],
      ...(Object.keys(tags).length > 0 && { defaultTags: [{ tags: { ...tags } }] }),
    });
  }

  /** The providers of regions besides the home region, by region. */
  protected addForeignProviders(regions = this.config.regions): ReadonlyMap<string, AwsProvider> {
    const foreign = regions.filter((region) => region !== this.home.region);
    return new Map(foreign.map((region) => [region, this.addProvider(`aws-${region}`, region, region)]));
  }

  /** State in the bucket that `state` names, else in a file beside `cdktf.out`. */
  protected keepState(): void {
    const { state } = this.config;
    if (state === undefined) {
      this.keepStateLocally();
      return;
    }
    const { bucket, region, prefix } = state;
    new S3Backend(this, { bucket, region, key: `${prefix}/${this.node.id}.tfstate`, encrypt: true });
    // S3's own locking; this cdktf is older than the argument.
    this.addOverride("terraform.backend.s3.use_lockfile", true);
  }

  protected keepStateLocally(): void {
    const { project, account } = this.config;
    // Relative to cdktf.out/stacks/<stack>, so that the same configuration gives the same JSON in every checkout.
    new LocalBackend(this, { path: `../../../${project}-${account}-${this.node.id}.tfstate` });
  }
}
