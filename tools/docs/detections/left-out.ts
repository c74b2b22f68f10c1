/** A detection that people may look for here and that Palisade does not have. */
export interface LeftOut {
  /** What it would see. */
  readonly what: string;
  readonly why: string;
}

/** For docs/catalogue/detections.md, in this order. */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    what: "The first access from a new country or network operator",
    why: "no database of addresses ships with the detector; s3.new-network-for-actor goes by the network itself",
  },
  {
    what: "Objects of buckets outside every perimeter",
    why: "their data events are not logged, except for copies, because AWS charges for each of them",
  },
  {
    what: "Grants to another account by canonical user id",
    why: "the record does not say whose canonical id it is",
  },
  {
    what: "Which bucket a disabled KMS key belongs to",
    why: "records of KMS do not name buckets, so account.kms-key-impaired treats every key as one that matters",
  },
  {
    what: "Users and roles that were not made by CloudFormation or Terraform",
    why: "it would alert on every manual change; iam.user-created and similar detections report those that grant rights",
  },
];
