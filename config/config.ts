import type { QuietHours } from "@palisade/engine/alerts/quiet-hours";
import type { Routing } from "@palisade/engine/alerts/routing";
import type { ChannelSettings } from "@palisade/engine/channels/registry";
import type { BucketTagsSettings } from "@palisade/engine/enrichment/enrichment-settings";
import type { ExistingStatement } from "@palisade/engine/perimeter/bucket-policy";
import type { Perimeter } from "@palisade/engine/perimeter/perimeter";
import type { DetectionSettings, Suppression } from "@palisade/engine/settings";
import type { Severity } from "@palisade/engine/severity";

export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/** Oldest TLS version that a bucket still accepts. */
export type TlsVersion = "1.2" | "1.3";

/** `palisade.yaml` after validation: every default filled in, every file read, every name decided. */
export interface PalisadeConfig {
  /** Prefix of names; 2 to 24 of `a-z0-9-`. */
  readonly project: string;
  /** AWS account id, 12 digits. */
  readonly account: string;
  readonly partition: Partition;
  /** Home region: queue, functions, topic, table, trail and log bucket live here. */
  readonly region: string;
  /** Every region that holds a protected bucket, and the home region; home first, the others sorted. */
  readonly regions: readonly string[];
  /** Region of the partition in which the calls of IAM, STS and sign-in appear; need not be one of `regions`. */
  readonly globalRegion: string;
  /** Put on every resource that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Where Terraform keeps its state; absent means local files. */
  readonly state?: StateConfig;
  /** At least one, in the order of the file. No bucket is in two of them. */
  readonly perimeters: readonly PerimeterConfig[];
  readonly trail: TrailConfig;
  readonly logs: LogsConfig;
  /** Server access logs that are read; absent where no perimeter has them on. */
  readonly accessLogs?: AccessLogsConfig;
  readonly alerts: AlertsConfig;
  /** Where alerts go besides e-mail and text messages, in the order of the file. */
  readonly channels: readonly ChannelConfig[];
  /** Which alerts go to which channels; without a channel it has none. */
  readonly routing: Routing;
  /** When mild alerts wait for the digest; absent means never. */
  readonly quietHours?: QuietHours;
  /** When the daily digest is written; absent means never. */
  readonly digest?: DigestConfig;
  /** What differs from the detections' own defaults, by detection id. A threshold or time is only given to a detection that has one. */
  readonly detections: Readonly<Record<string, DetectionSettings>>;
  /** In the order of the file; those that have ended are kept, since they alert. */
  readonly suppressions: readonly Suppression[];
  readonly trust: TrustConfig;
  /** `bucket`, or `bucket/prefix` of keys, that nobody has business with. */
  readonly decoys: readonly string[];
  /** What alerts are enriched with; absent means only who is behind a role. */
  readonly enrich?: EnrichConfig;
  /** Retention of the functions' log groups, in days; one of the values that CloudWatch accepts. */
  readonly logRetentionDays: number;
  readonly kms: KmsConfig;
  /** Adds a rule that writes every event of the protected buckets into a log group. */
  readonly debug: boolean;
  /** AWS services that find things, and that Palisade switches on in every region of `regions`. */
  readonly services: ServicesConfig;
  /** What Athena searches; absent means that nothing of it is created. */
  readonly hunting?: HuntingConfig;
  readonly names: Names;
  /** What may be right although it looks wrong, one line each: for whoever reads the configuration. */
  readonly warnings: readonly string[];
}

export interface HuntingConfig {
  /** Bucket of the queries' results; never inside a perimeter. */
  readonly resultsBucket: string;
  /** After how many days results are deleted. */
  readonly resultsRetentionDays: number;
  /** Bytes that one query may read. */
  readonly bytesPerQuery: number;
  /** Where the trail writes. */
  readonly trailLogs: {
    readonly bucket: string;
    /** What comes before the account's id, as in `AWSLogs/` or `AWSLogs/o-a1b2c3d4e5/`. */
    readonly prefix: string;
    /** The key of an existing trail. */
    readonly keyArn?: string;
  };
  /** Whose records lie there; the own account first. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** First and last day of the records, as Athena's partition projection takes them: `2026/01/31,NOW`. */
  readonly days: string;
}

export interface DigestConfig {
  /** `HH:MM`, on the clock of the time zone. */
  readonly at: string;
  /** A name of the IANA database. */
  readonly timezone: string;
}

export interface ServicesConfig {
  readonly guardduty: boolean;
  /** Absent means that Palisade leaves AWS Config alone. */
  readonly config?: {
    /** Where AWS Config delivers; never inside a perimeter. */
    readonly bucket: string;
  };
  readonly securityHub: boolean;
  readonly accessAnalyzer: boolean;
  readonly macie: boolean;
}

export interface StateConfig {
  /** Name of the bucket; never inside a perimeter. */
  readonly bucket: string;
  readonly region: string;
  /** Each stack's state lies at `<prefix>/<stack>.tfstate`. */
  readonly prefix: string;
}

export interface PerimeterConfig {
  /** What statement, decision and detector work with; its `buckets` are the names of `buckets` here, in the same order. */
  readonly perimeter: Perimeter;
  readonly buckets: readonly ProtectedBucket[];
  /** Those of the perimeter's exempt principals that the file does not list: roles of Palisade, and of services that it switches on. */
  readonly ownPrincipals: readonly string[];
  /** Sid of the perimeter statement. */
  readonly sid: string;
  /** True when the file accepts, by the perimeter's name, that nobody may be able to undo it from outside the allowlist. */
  readonly acceptedLockOutRisk: boolean;
}

export interface ProtectedBucket {
  readonly name: string;
  readonly region: string;
  /** True when Palisade creates the bucket; false when it exists already. */
  readonly create: boolean;
  readonly existingPolicy: ExistingPolicy;
  /** Whether TLS statements are written. Always false where `existingPolicy` is `unknown`, because then no policy may be written. */
  readonly tls: TlsVersion | false;
  /** Whether Palisade manages the bucket's public access block, with all four switches on. */
  readonly publicAccessBlock: boolean;
}

/** What the bucket's policy holds besides ours. A bucket has one policy, and Terraform replaces it whole. */
export type ExistingPolicy =
  /** Statements to keep, and their policy's `Id`, from the file named (relative to the working directory). */
  | {
      readonly kind: "statements";
      readonly file: string;
      /** The policy's `Id`, where it has one. */
      readonly id?: string;
      readonly statements: readonly ExistingStatement[];
    }
  /** The bucket is new, or the user's word is that it has no policy. */
  | { readonly kind: "none" }
  /** Nobody said: no policy may be written. Only in observe mode on a bucket that exists already. */
  | { readonly kind: "unknown" };

export type TrailConfig =
  /** A trail of this account or organisation that already logs; Palisade creates none. */
  | { readonly kind: "existing"; readonly name: string }
  /** Palisade creates the trail, named `names.trail`. */
  | { readonly kind: "create" };

export interface LogsConfig {
  /** Name of the trail's log bucket; never inside a perimeter. Not created when the trail exists already. */
  readonly bucket: string;
  /** After how many days log files are deleted. */
  readonly retentionDays: number;
}

export interface AccessLogsConfig {
  /** After how many days the logs are deleted in buckets that Palisade makes. */
  readonly retentionDays: number;
  /** Buckets whose logs are held against the allowlist; empty means all. */
  readonly monitor: readonly string[];
  /** At least one; no two have the same name. */
  readonly logBuckets: readonly AccessLogBucket[];
}

/** A bucket that holds server access logs. S3 demands that it is in the region of the buckets that log into it. */
export interface AccessLogBucket {
  /** Never inside a perimeter. */
  readonly name: string;
  readonly region: string;
  /** True where Palisade makes it and has the perimeter's buckets log into it; false where they do so already. */
  readonly create: boolean;
  /** Beginnings of the logs' keys; an empty one means every object. */
  readonly prefixes: readonly string[];
  /** Whether Palisade writes its notifications, of which a bucket has one setting. */
  readonly notifies: boolean;
  /** Names of the protected buckets that log into it. */
  readonly sources: readonly string[];
}

export interface AlertsConfig {
  readonly email: readonly string[];
  /** Phone numbers in E.164 form, as in `+4915112345678`. */
  readonly sms: readonly string[];
  /** How long matches fold into one incident. */
  readonly dedupMinutes: number;
  /** Least severity sent by e-mail; absent means everything, Palisade's own alarms included. */
  readonly emailSeverity?: Severity;
  /** As `emailSeverity`, for text messages. */
  readonly smsSeverity?: Severity;
  /** S3 event names to listen to; absent means every object-level name that CloudTrail logs. */
  readonly eventNames?: readonly string[];
  /** https URL of the folder with the runbooks. */
  readonly runbooks?: string;
}

export interface ChannelConfig {
  /** 1 to 30 of `a-z0-9-`; ends the names of the channel's function, role and queues. */
  readonly name: string;
  readonly settings: ChannelSettings;
  /** Most messages an hour, and as many again that are critical. */
  readonly rateCap: number;
}

/** Whom detections take for one of ours. Nobody is let in by it. */
export interface TrustConfig {
  /** Account ids besides the own one, those of the accounts' file included; each once. */
  readonly accounts: readonly string[];
  /** ARN patterns, with `*` and `?`, of those that deploy Palisade; the perimeters' exempt principals are not among them unless named. */
  readonly deployers: readonly string[];
}

export interface EnrichConfig {
  /** Absolute paths of databases of addresses (mmdb), of which the first that knows counts. */
  readonly databases: readonly string[];
  /** Addresses and networks by the user's name for them. */
  readonly networks: Readonly<Record<string, readonly string[]>>;
  /** Addresses and networks of the files, by label. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Absent means that no bucket is asked for its tags. */
  readonly bucketTags?: BucketTagsSettings;
  readonly firstSeen: boolean;
}

export type KmsConfig =
  /** Palisade creates one key, with the alias `names.keyAlias`. */
  | { readonly kind: "create" }
  /** Keys that AWS owns or manages: no cost and no key policy. */
  | { readonly kind: "aws-owned" }
  | { readonly kind: "key"; readonly arn: string };

/** Every physical name that is not a bucket's. Buckets are in `state`, `logs` and `perimeters`. */
export interface Names {
  /** EventBridge rule, at most 51 characters; others add `-access`, `-changes` and so on, and `-2`, `-3`. Also used in forwarding regions. */
  readonly rule: string;
  /** EventBridge rule of `debug: true`. */
  readonly debugRule: string;
  /** Log group of `debug: true`; begins with `/aws/events/`, which EventBridge demands. */
  readonly debugLogGroup: string;
  /** IAM role with which other regions forward events to the home region. */
  readonly forwardRole: string;
  /** The detector's function. */
  readonly function: string;
  readonly functionRole: string;
  /** IAM policy that lets a function publish to the topic. */
  readonly snsPolicy: string;
  /** The function that closes incidents whose period ended. */
  readonly closer: string;
  readonly closerRole: string;
  /** EventBridge schedule rule that starts the closer. */
  readonly closerRule: string;
  /** The function that writes the daily digest. */
  readonly digest: string;
  readonly digestRole: string;
  /** EventBridge Scheduler's schedule that starts it. */
  readonly digestSchedule: string;
  /** IAM role with which the schedule starts it. */
  readonly digestScheduleRole: string;
  /** The function that reads server access logs. */
  readonly accessLogs: string;
  readonly accessLogsRole: string;
  /** EventBridge rule that hears of new logs; also used in forwarding regions. At most 61 characters: others add `-2`, `-10`. */
  readonly accessLogsRule: string;
  readonly accessLogsQueue: string;
  readonly accessLogsDeadLetterQueue: string;
  /** Beginning of the names of each channel's function, role and queues, at most 31 characters. */
  readonly notifier: string;
  readonly topic: string;
  readonly topicDisplayName: string;
  readonly queue: string;
  readonly deadLetterQueue: string;
  /** DynamoDB table of incidents. */
  readonly table: string;
  readonly trail: string;
  readonly dashboard: string;
  /** KMS alias, with its `alias/`. */
  readonly keyAlias: string;
  /** Alarms are named `<alarmPrefix>-<what>`; at most 128 characters. */
  readonly alarmPrefix: string;
  /** AWS Config's recorder and delivery channel; its rules are named `<configRecorder>-<what>`. */
  readonly configRecorder: string;
  /** IAM role of AWS Config. */
  readonly configRole: string;
  /** IAM Access Analyzer's analyzer. */
  readonly analyzer: string;
  /** Glue database of the tables that Athena searches. */
  readonly huntingDatabase: string;
  /** Athena workgroup. */
  readonly huntingWorkgroup: string;
  /** IAM policy for people who hunt. */
  readonly huntingPolicy: string;
}
