import { compileArnPattern } from "@palisade/engine/perimeter/arn-pattern";
import { locksEverybodyOut } from "@palisade/engine/perimeter/lock-out";
import type { Perimeter } from "@palisade/engine/perimeter/perimeter";
import { DEFAULT_SID } from "@palisade/engine/perimeter/statement";
import * as z from "zod";
import { bucketName } from "../fields/bucket-name";
import { flag, keyed, list, oneOf, say, text } from "../fields/schema-builders";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";
import type { YamlPath } from "../yaml/yaml-source";
import { allow, resolveAllow } from "./perimeter-allow";
import { type BucketKeys, bucket, type ProtectedBucket, policyFile, resolveBucket } from "./perimeter-buckets";
import { type DraftOf, defineSection, type SectionContext } from "./section";

const notAccessLogs = say({
  what: "not a choice of access logs",
  expected: "true, false, or {existing: my-log-bucket}",
  fix: "write true or false without quotes, or name the bucket that holds the logs already",
});

const perimeterAccessLogs = z.union(
  [
    z.boolean({ error: notAccessLogs }),
    keyed({
      existing: bucketName.describe(
        "Name of the bucket that the perimeter's buckets log into already, in their region and account. Palisade only reads it.",
      ),
      prefix: text(/^[!-~]{1,512}$/, {
        what: "not a prefix of keys",
        expected: "the beginning of the logs' keys, such as s3-access/",
        fix: "leave prefix out where the bucket holds nothing but access logs",
      })
        .optional()
        .describe("Beginning of the logs' keys there. Default: none, every object is a log."),
      replaceNotifications: flag(
        "Whether Palisade switches on the log bucket's notifications, and with that deletes those that it has. Default: false, you switch on its EventBridge notifications.",
      ),
    }),
  ],
  { error: notAccessLogs },
);

const perimeter = keyed({
  mode: oneOf(["observe", "enforce"], "write mode: observe to watch or mode: enforce to deny")
    .optional()
    .describe("observe writes no Deny and reports what would have been denied; enforce denies. Default: observe."),
  scope: oneOf(["data", "all"], "write scope: data for objects only or scope: all for every action")
    .optional()
    .describe("data denies actions on objects; all denies every S3 action, management too. Default: data."),
  buckets: list(bucket, "buckets")
    .min(1, { error: say({ what: "no bucket in it", expected: "at least one bucket", fix: "name a bucket" }) })
    .describe("Buckets to protect: names, or {name, region, create, existingPolicy}."),
  allow: allow.describe("What is allowed: networks, VPCs, endpoints, principals and AWS services."),
  existingPolicy: policyFile
    .optional()
    .describe(
      "JSON file of the policy that a bucket has already, kept as it is; {bucket} stands for the bucket's name. Or none. Needed to enforce on buckets that exist.",
    ),
  tls: oneOf([1.2, 1.3, false], "write tls: 1.2 without quotes")
    .optional()
    .describe("Oldest TLS version to accept. Default: 1.2 where Palisade enforces or creates, else false."),
  publicAccessBlock: flag(
    "Whether public access is blocked altogether. Default: true where Palisade enforces or creates, else false.",
  ),
  sid: text(/^[A-Za-z0-9]{1,128}$/, { what: "not a Sid", expected: "letters and digits", fix: "leave out the rest" })
    .optional()
    .describe("Sid of the perimeter statement. Default: PalisadePerimeter."),
  accessLogs: perimeterAccessLogs
    .optional()
    .describe(
      "Server access logs of the buckets: true has them log into a bucket that Palisade makes, and replaces what logging they have; {existing} names the bucket that they log into already. Default: false.",
    ),
  acceptLockOutRisk: z
    .string({
      error: say({
        what: "not a name",
        expected: "the perimeter's own name",
        fix: "write the perimeter's name, or leave this key out",
      }),
    })
    .optional()
    .describe("The perimeter's own name: accepts that no one may be able to undo it from outside the allowlist."),
});

const keys = {
  perimeters: z
    .record(
      text(/^[a-z][a-z0-9-]{0,62}$/, {
        what: "not a perimeter name",
        expected: "1 to 63 of a-z, 0-9 and hyphen, beginning with a letter",
        fix: "rename the perimeter",
      }),
      perimeter,
      {
        error: say({
          what: "not a map of perimeters",
          expected: "at least one perimeter by name",
          fix: "add a name such as sensitive-data: with buckets: and allow: below it",
        }),
      },
    )
    .refine((perimeters) => Object.keys(perimeters).length > 0, {
      error:
        "no perimeter in it, got {got}, expected at least one, fix: add a name such as sensitive-data: with buckets: and allow: below it",
    })
    .describe("Perimeters by name: which buckets to protect and what is allowed."),
};

export type PerimetersDraft = DraftOf<typeof keys>;
type PerimeterDraft = NonNullable<NonNullable<PerimetersDraft["perimeters"]>[string]>;

export interface PerimeterConfig {
  /** What statement, decision and detector work with; its `buckets` are the names of `buckets` here, in the same order. */
  readonly perimeter: Perimeter;
  readonly buckets: readonly ProtectedBucket[];
  /** Those of the perimeter's exempt principals that the file does not list: roles of Palisade, and of services that it switches on. */
  readonly ownPrincipals: readonly string[];
  /** Sid of the perimeter statement. */
  readonly sid: string;
  /** True when the file accepts, by the perimeter's name, that no one may be able to undo it from outside the allowlist. */
  readonly acceptedLockOutRisk: boolean;
}

export interface PerimetersPart {
  /** At least one, in the order of the file. No bucket is in two of them. */
  readonly perimeters: readonly PerimeterConfig[];
}

export const perimetersSection = defineSection({
  keys,
  example: `
perimeters:
  sensitive-data: # any name
    mode: observe # observe: alert only | enforce: deny and alert; default: observe
    scope: data # data: actions on objects | all: every action, management too; default: data
    buckets:
      - example-data # exists already
      - { name: example-reports, region: us-east-1, existingPolicy: none }
      - { name: example-new, create: true } # Palisade creates it: private, versioned, encrypted, TLS only
    allow: # at least one network, VPC or VPC endpoint
      cidrs: [203.0.113.0/24, "2001:db8::/32", 198.51.100.7]
      cidrFiles: [office-networks.txt] # one per line, # for comments
      vpcEndpoints: [vpce-0123456789abcdef0] # S3 gateway or interface endpoints
      vpcs: [vpc-0123456789abcdef0] # through any of their endpoints
      principals: ["arn:aws:iam::111122223333:role/break-glass"] # from anywhere; * and ? after the account
      awsServices: true # AWS services, and what they do on a principal's behalf; default: true
    existingPolicy: policies/{bucket}.json # statements to keep, or \`none\`; see guides/perimeters.md
    tls: 1.2 # 1.2 | 1.3 | false; default: 1.2 where Palisade enforces or creates
    publicAccessBlock: true # default: true where Palisade enforces or creates
    sid: PalisadePerimeter # Sid of the Deny
    accessLogs: true # server access logs, read as they come; replaces the buckets' own logging, see guides/access-logs.md
  archive: # a second one, as strict as possible
    mode: enforce
    scope: all
    buckets: [example-archive]
    allow: { vpcEndpoints: [vpce-0123456789abcdef0], awsServices: false }
    existingPolicy: none
    acceptLockOutRisk: archive # its own name; no principal is exempt, so from elsewhere only the root user can undo it
    accessLogs: { existing: example-s3-logs, prefix: archive/, replaceNotifications: false } # logged there already: only read it
`,
  affects: "the perimeter stack, the event rules and the detector",
  guide: "guides/perimeters.md",
});

/** A bucket with the place in the file where it is named. */
export interface PlacedBucket {
  readonly bucket: ProtectedBucket;
  readonly at: YamlPath;
}

export interface ResolvedPerimeter {
  readonly config: PerimeterConfig;
  readonly buckets: readonly PlacedBucket[];
}

/** A role of which Palisade knows that it reads protected buckets, since Palisade makes it or switches on the service that has it. */
export interface OwnReader {
  readonly arn: string;
  /** Whether it reads objects too; the others only ask for settings of a bucket. */
  readonly readsObjects: boolean;
}

/** The perimeters of the file, with what is asked of them alone; their policies are checked by `check-policies.ts`. */
export function resolvePerimeters(
  { perimeters = {} }: PerimetersDraft,
  around: SectionContext & { readonly readers: readonly OwnReader[] },
  faults: Faults,
): readonly ResolvedPerimeter[] {
  return Object.entries(perimeters).flatMap(([name, perimeter]) =>
    perimeter ? [resolvePerimeter(name, perimeter, around, faults)] : [],
  );
}

/** Fills in one perimeter's defaults, reads its files and checks what its values mean together. */
function resolvePerimeter(
  name: string,
  draft: PerimeterDraft,
  around: SectionContext & { readonly readers: readonly OwnReader[] },
  faults: Faults,
): ResolvedPerimeter {
  const at = ["perimeters", name];
  const allow = resolveAllow(draft.allow, [...at, "allow"], around, faults);
  const buckets = present(draft.buckets ?? []).flatMap(({ value, index }) => {
    const place = [...at, "buckets", index];
    const bucketKeys: BucketKeys = typeof value === "string" ? { name: value } : value;
    return bucketKeys.name === undefined
      ? []
      : [{ bucket: resolveBucket(bucketKeys.name, bucketKeys, place, draft, around, faults), at: place }];
  });
  const perimeter: Perimeter = {
    name,
    mode: draft.mode ?? "observe",
    scope: draft.scope ?? "data",
    buckets: buckets.map(({ bucket }) => bucket.name),
    allow,
  };
  // Before our own roles are exempt too, which could change no policy.
  checkLockOut(perimeter, draft, at, around, faults);
  checkPoliciesKnown(perimeter, draft, buckets, at, faults);
  const ownPrincipals = ownPrincipalsOf(perimeter, around.readers);
  const config: PerimeterConfig = {
    perimeter: { ...perimeter, allow: { ...allow, principals: [...allow.principals, ...ownPrincipals] } },
    ownPrincipals,
    buckets: buckets.map(({ bucket }) => bucket),
    sid: draft.sid ?? DEFAULT_SID,
    acceptedLockOutRisk: draft.acceptLockOutRisk === name,
  };
  return { config, buckets };
}

/** Those of our own roles that the perimeter would refuse and the file does not list. */
function ownPrincipalsOf({ scope, allow }: Perimeter, readers: readonly OwnReader[]): readonly string[] {
  const listed = allow.principals.map(compileArnPattern);
  return readers
    .filter(({ arn, readsObjects }) => (scope === "all" || readsObjects) && !listed.some((matches) => matches(arn)))
    .map(({ arn }) => arn);
}

function checkLockOut(
  perimeter: Perimeter,
  draft: PerimeterDraft,
  at: YamlPath,
  { account }: SectionContext,
  faults: Faults,
): void {
  const { acceptLockOutRisk: accepted } = draft;
  const { name } = perimeter;
  if (accepted !== undefined && accepted !== name) {
    faults.add(
      [...at, "acceptLockOutRisk"],
      `not this perimeter's name, got {got}, expected ${name}, fix: write ${name} if you accept that no one may be able to undo it`,
    );
  } else if (
    accepted === undefined &&
    locksEverybodyOut(perimeter, account) &&
    !faults.under([...at, "allow", "principals"])
  ) {
    const missing =
      perimeter.allow.principals.length === 0
        ? "without principals"
        : "without a principal that could change the policy";
    const owner = account === undefined ? "" : ` of account ${account}`;
    faults.add(
      [...at, "scope"],
      `no one could undo this perimeter from outside the allowlist, got scope all and mode enforce ${missing}, expected an exempt role or user${owner}, fix: list your deployer and a break-glass role under allow.principals, write scope: data, or accept the risk with acceptLockOutRisk: ${name}`,
    );
  }
}

/** Terraform replaces a bucket's policy whole, so nothing is written over a policy that the file does not name. */
function checkPoliciesKnown(
  { mode }: Perimeter,
  draft: PerimeterDraft,
  buckets: readonly PlacedBucket[],
  at: YamlPath,
  faults: Faults,
): void {
  const where = [...at, "existingPolicy"];
  const unknown = buckets.filter((one) => one.bucket.existingPolicy.kind === "unknown");
  const first = unknown[0];
  if (!first || faults.under(where)) return;
  if (unknown.some((one) => faults.under([...one.at, "existingPolicy"]))) return;
  const reason = mode === "enforce" ? "mode enforce" : draft.tls ? `tls ${draft.tls}` : undefined;
  if (!reason) return;
  const others = unknown.length === 1 ? "" : ` and of ${unknown.length - 1} more`;
  faults.add(
    where,
    `missing, ${reason} replaces the policy of ${first.bucket.name}${others}, expected a file of the statements to keep, or none, fix: aws s3api get-bucket-policy --bucket ${first.bucket.name} --query Policy --output text > policies/${first.bucket.name}.json and write existingPolicy: policies/{bucket}.json, or write none where a bucket has no policy`,
  );
}
