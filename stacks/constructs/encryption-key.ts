import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { iamArn, type Place } from "@palisade/engine/arn";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "./policy-document";

export interface EncryptionKeyProps {
  readonly place: Place;
  /** With its `alias/`. */
  readonly alias: string;
  readonly description: string;
  /** What AWS services may do with it; the account's own principals are allowed by IAM. */
  readonly services: readonly Statement[];
}

/** A customer key that rotates once a year and waits 30 days before it is gone. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { partition, account } = props.place;
    const key = new KmsKey(this, "resource", {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([
        {
          // Without it no one could ever change the key again; "*" is how a key's policy names the key.
          Sid: "AccountAdministers",
          Effect: "Allow",
          Principal: { AWS: iamArn({ partition, account }, "root") },
          Action: "kms:*",
          Resource: "*",
        },
        ...props.services,
      ]),
    });
    new KmsAlias(this, "alias", { name: props.alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
