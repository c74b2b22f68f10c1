import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { bucketArn } from "@palisade/engine/arn";
import type { Detection } from "@palisade/engine/detections/engine/define-detection";
import { objectCallsAnywhere } from "@palisade/engine/detections/engine/object-calls-anywhere";
import { enabledDetections } from "@palisade/engine/detections/registry";
import { arnPatternsToRegex } from "@palisade/engine/perimeter/arn-pattern";
import type { PolicyDocument } from "@palisade/engine/perimeter/bucket-policy";
import { DEFAULT_SID, INSECURE_TRANSPORT_SID, OLD_TLS_SID } from "@palisade/engine/perimeter/statement";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import { bucketPolicyOf } from "../../config/derived/bucket-policy-of";
import { detectorSettings } from "../../config/derived/detector-settings";
import type { KmsConfig } from "../../config/sections/kms";
import type { ProtectedBucket as ProtectedBucketConfig } from "../../config/sections/perimeter-buckets";
import type { PerimeterConfig } from "../../config/sections/perimeters";
import { PalisadeStack } from "../palisade-stack";
import { AccessLogBuckets } from "./access-log-buckets";
import { ActivityTrails, type TrailKey } from "./activity-trails";
import { CallerCheck, type Precondition } from "./caller-check";
import { LivePolicyCheck } from "./live-policy-check";
import { type LogDelivery, ProtectedBucket } from "./protected-bucket";
import { trailSelectors } from "./trail-selectors";

/** What detections on VPC endpoints' traffic read; no trail logs it unasked. */
const NETWORK_LOG = "CloudTrail network activity events" satisfies Detection["log"];

/** Matches no ARN: no one is exempt from a perimeter that exempts no principal. */
const NO_ONE = "^$";

/** The policies around the protected buckets, and the trail that records who knocks. */
export class PerimeterStack extends PalisadeStack {
  private readonly providers: ReadonlyMap<string, AwsProvider>;
  private readonly logDeliveries: ReadonlyMap<string, LogDelivery>;
  private callerCheck: CallerCheck | undefined;

  constructor(scope: Construct, id: string, config: PalisadeConfig) {
    super(scope, id, config);
    this.keepState();
    this.providers = this.addForeignProviders();
    this.logDeliveries = this.addAccessLogBuckets();
    for (const perimeter of config.perimeters) {
      for (const bucket of perimeter.buckets) this.protect(bucket, perimeter);
    }
    this.record();
  }

  private addAccessLogBuckets(): ReadonlyMap<string, LogDelivery> {
    const { home, providers } = this;
    const { accessLogs } = this.config;
    if (accessLogs === undefined) return new Map();
    const silent = accessLogs.logBuckets.filter(({ notifies }) => !notifies).map(({ name }) => name);
    if (silent.length > 0) {
      new TerraformOutput(this, "access-log-buckets-must-notify", {
        description:
          "Buckets with access logs that are only read once Amazon EventBridge is switched on in their properties",
        value: silent,
      });
    }
    return new AccessLogBuckets(this, "access-logs", { accessLogs, home, providers }).deliveries;
  }

  private protect(bucket: ProtectedBucketConfig, perimeter: PerimeterConfig): void {
    const { name, create, publicAccessBlock } = bucket;
    const policy = bucketPolicyOf(this.config.partition, perimeter, bucket);
    const logDelivery = this.logDeliveries.get(name);
    new ProtectedBucket(this, `bucket-${name}`, {
      name,
      ...(logDelivery && { logDelivery }),
      create,
      publicAccessBlock,
      policy: policy?.json,
      preconditions: policy === undefined ? [] : this.preconditionsOf(bucket, perimeter, policy.document),
      provider: this.providers.get(bucket.region),
    });
  }

  private preconditionsOf(
    bucket: ProtectedBucketConfig,
    perimeter: PerimeterConfig,
    policy: PolicyDocument,
  ): readonly Precondition[] {
    return [...this.callerPreconditions(bucket, perimeter), ...this.livePolicyPreconditions(bucket, perimeter, policy)];
  }

  /** Scope `data` denies no management action, so the principal that applies it can undo it. */
  private callerPreconditions(
    bucket: ProtectedBucketConfig,
    { perimeter, ownPrincipals, acceptedLockOutRisk }: PerimeterConfig,
  ): readonly Precondition[] {
    const { mode, scope, allow } = perimeter;
    if (mode !== "enforce" || scope !== "all" || acceptedLockOutRisk) return [];
    this.callerCheck ??= new CallerCheck(this, "caller");
    // No plan is applied by a role of Palisade's own.
    const deployers = allow.principals.filter((principal) => !ownPrincipals.includes(principal));
    const exempt = arnPatternsToRegex(deployers) ?? NO_ONE;
    return [this.callerCheck.mustBeExempt({ bucket: bucket.name, perimeter: perimeter.name, exempt })];
  }

  private livePolicyPreconditions(
    { name, create, region, existingPolicy }: ProtectedBucketConfig,
    { sid }: PerimeterConfig,
    policy: PolicyDocument,
  ): readonly Precondition[] {
    if (create || existingPolicy.kind !== "statements") return [];
    const statements = policy.Statement as readonly { readonly Sid?: string }[];
    const sids = [sid, DEFAULT_SID, INSECURE_TRANSPORT_SID, OLD_TLS_SID, ...statements.flatMap(({ Sid }) => Sid ?? [])];
    const check = new LivePolicyCheck(this, `live-policy-${name}`, {
      bucket: name,
      file: existingPolicy.file,
      sids: [...new Set(sids)],
      withoutSid: statements.filter(({ Sid }) => Sid === undefined),
      provider: this.providers.get(region),
    });
    return [check.precondition];
  }

  private record(): void {
    const { trail, logs, names, kms } = this.config;
    const { partition } = this.home;
    const bucketArns = this.config.perimeters.flatMap(({ buckets }) =>
      buckets.map(({ name }) => bucketArn({ bucket: name, partition })),
    );
    const settings = detectorSettings(this.config);
    const wanted = {
      networkActivity: enabledDetections(settings).some(({ log }) => log === NETWORK_LOG),
      callsAnywhere: objectCallsAnywhere(settings),
    };
    if (trail.kind === "existing") {
      new TerraformOutput(this, "existing-trail-must-select", {
        description: `Advanced event selectors that trail ${trail.name} must have, one list a trail`,
        value: JSON.stringify(trailSelectors(bucketArns, wanted)),
      });
      return;
    }
    new ActivityTrails(this, "trail", {
      name: names.trail,
      place: this.home,
      bucketArns,
      ...wanted,
      logBucket: logs.bucket,
      retentionDays: logs.retentionDays,
      key: trailKey(kms, `${names.keyAlias}-trail`),
    });
  }
}

function trailKey(kms: KmsConfig, alias: string): TrailKey | undefined {
  if (kms.kind === "aws-owned") return undefined;
  return kms.kind === "key" ? kms : { kind: "create", alias };
}
