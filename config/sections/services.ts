import * as z from "zod";
import { bucketName } from "../fields/bucket-name";
import { flag, keyed, say } from "../fields/schema-builders";
import type { Faults } from "../yaml/faults";
import type { PlacedBucket } from "./perimeters";
import { type DraftOf, defineSection, type SectionContext } from "./section";
import type { StateDraft } from "./state";

const service = (name: string) => flag(`Whether Palisade switches on ${name}. Default: false.`);

const services = keyed({
  guardduty: service("GuardDuty with its S3 protection"),
  config: z
    .union(
      [
        z.boolean(),
        keyed({
          bucket: bucketName
            .optional()
            .describe("Bucket that AWS Config delivers to. Default: <project>-config-<account>-<region>."),
        }),
      ],
      {
        error: say({
          what: "not a switch",
          expected: "true, false or {bucket: my-config-bucket}",
          fix: "write true or false without quotes",
        }),
      },
    )
    .optional()
    .describe("Whether Palisade switches on AWS Config, with five managed rules; {bucket} names where it delivers."),
  securityHub: service("Security Hub, without any standard"),
  accessAnalyzer: service("IAM Access Analyzer for access from other accounts"),
  macie: service("Macie"),
});

const keys = {
  services: services
    .optional()
    .describe("AWS services that find things, to switch on in every region here. Default: none of them."),
};

export type ServicesDraft = DraftOf<typeof keys>;

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

export interface ServicesPart {
  /** AWS services that find things, and that Palisade switches on in every region of `regions`. */
  readonly services: ServicesConfig;
}

export const servicesSection = defineSection({
  keys,
  example: `
services: # AWS services to enable in every region used here, see guides/aws-services.md; default: none
  guardduty: true # with S3 protection
  config: { bucket: palisade-config-111122223333-eu-central-1 } # or true; where AWS Config delivers
  securityHub: true # without any standard
  accessAnalyzer: true
  macie: true
`,
  affects: "the findings stack",
  guide: "guides/aws-services.md",
});

interface Around extends SectionContext {
  readonly buckets: readonly PlacedBucket[];
  readonly logBucket: string;
}

/** Fills in which services are switched on, and checks that AWS Config delivers into a bucket that serves nothing else. */
export function resolveServices(draft: ServicesDraft & StateDraft, around: Around, faults: Faults): ServicesPart {
  const { guardduty, config, securityHub, accessAnalyzer, macie } = draft.services ?? {};
  const isOn = config !== undefined && config !== false;
  const bucket =
    (typeof config === "object" ? config.bucket : undefined) ??
    `${around.project}-config-${around.account ?? ""}-${around.region}`;
  if (isOn) checkConfigBucket(bucket, draft, around, faults);
  return {
    services: {
      guardduty: guardduty ?? false,
      ...(isOn && { config: { bucket } }),
      securityHub: securityHub ?? false,
      accessAnalyzer: accessAnalyzer ?? false,
      macie: macie ?? false,
    },
  };
}

function checkConfigBucket(name: string, { state }: ServicesDraft & StateDraft, around: Around, faults: Faults): void {
  if (name === around.logBucket || name === state?.bucket) {
    const role = name === around.logBucket ? "log" : "state";
    faults.add(
      ["services", "config"],
      `delivers to ${name}, which is the ${role} bucket, got {got}, expected a bucket of its own, fix: choose another name`,
    );
  }
  const inside = around.buckets.find(({ bucket }) => bucket.name === name);
  if (inside === undefined) return;
  faults.add(
    inside.at,
    `the bucket that AWS Config delivers to, got ${name}, expected a bucket that holds your data, fix: leave it out, since Palisade creates it`,
  );
}
