import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { Macie2Account } from "@cdktf/provider-aws/lib/macie2-account";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import { PalisadeStack } from "../palisade-stack";
import { ConfigDelivery } from "./config-delivery";
import { ConfigRecorder } from "./config-recorder";
import { GuarddutyProtection } from "./guardduty-protection";

/** Rules about buckets, judged where the buckets are. */
const BUCKET_RULES = ["S3_BUCKET_PUBLIC_READ_PROHIBITED", "S3_BUCKET_PUBLIC_WRITE_PROHIBITED"];

/** Rules about the account as a whole: one region's answer is enough. */
const ACCOUNT_RULES = ["IAM_PASSWORD_POLICY", "ROOT_ACCOUNT_MFA_ENABLED", "IAM_USER_MFA_ENABLED"];

/** The AWS services that find things, in every region of the configuration; their findings come to the alerting stack by its rules. */
export class FindingsStack extends PalisadeStack {
  constructor(scope: Construct, id: string, config: PalisadeConfig) {
    super(scope, id, config);
    this.keepState();
    const foreign = this.addForeignProviders();
    for (const region of config.regions) this.addServices(region, foreign.get(region));
    this.addConfig(foreign);
  }

  static isNeeded({ services }: PalisadeConfig): boolean {
    return Object.values(services).some((service) => service !== undefined && service !== false);
  }

  private addServices(region: string, provider: AwsProvider | undefined): void {
    const { services, names } = this.config;
    if (services.guardduty) new GuarddutyProtection(this, `guardduty-${region}`, { provider });
    if (services.securityHub) {
      // Standards bring hundreds of paid checks, and are someone's choice; findings of the other services come without any.
      new SecurityhubAccount(this, `security-hub-${region}`, { provider, enableDefaultStandards: false });
    }
    if (services.accessAnalyzer) {
      new AccessanalyzerAnalyzer(this, `access-analyzer-${region}`, {
        provider,
        analyzerName: names.analyzer,
        type: "ACCOUNT",
      });
    }
    if (services.macie) {
      new Macie2Account(this, `macie-${region}`, {
        provider,
        status: "ENABLED",
        findingPublishingFrequency: "FIFTEEN_MINUTES",
      });
    }
  }

  private addConfig(foreign: ReadonlyMap<string, AwsProvider>): void {
    const { services, names, regions } = this.config;
    if (services.config === undefined) return;
    const delivery = new ConfigDelivery(this, "config-delivery", {
      place: this.home,
      bucket: services.config.bucket,
      roleName: names.configRole,
    });
    for (const region of regions) {
      new ConfigRecorder(this, `config-${region}`, {
        provider: foreign.get(region),
        name: names.configRecorder,
        delivery,
        resourceTypes: ["AWS::S3::Bucket"],
        managedRules: region === this.home.region ? [...BUCKET_RULES, ...ACCOUNT_RULES] : BUCKET_RULES,
      });
    }
  }
}
