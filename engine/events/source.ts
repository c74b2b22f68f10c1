import { addressKind, parseAddress } from "../perimeter/address";
import type { Source } from "./cloudtrail/cloudtrail-event";
import { textOf } from "./fields";

const SERVICE_NAME = /^[a-z0-9][a-z0-9.-]{0,200}\.(?:amazonaws\.com(?:\.cn)?|aws\.internal)$/;
const AWS_INTERNAL = /^(?:AWS Internal(?:\/.{0,100})?|aws\.internal)$/;

const ABSENT: Source = { kind: "absent" };
const INTERNAL: Source = { kind: "aws-internal" };

/** What CloudTrail needs to have said of the caller for its source to be a service's name. */
export interface ServiceVoucher {
  /** `userIdentity.type` */
  readonly type: string | undefined;
  readonly invokedBy: string | undefined;
}

/**
 * Reads `sourceIPAddress`, which CloudTrail fills with addresses, service names, `AWS Internal` and more. A service's name counts only
 * where the identity vouches for it; otherwise anyone with a fitting reverse DNS name would pass for AWS.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function classifySource(sourceIPAddress: unknown, { type, invokedBy }: ServiceVoucher): Source {
  const text = textOf(sourceIPAddress);
  if (text === undefined) return ABSENT;
  const address = parseAddress(text);
  if (address !== undefined) return { kind: addressKind(address), address: text };
  if (AWS_INTERNAL.test(text)) return INTERNAL;
  const isVouched = type === "AWSService" || invokedBy !== undefined;
  return isVouched && SERVICE_NAME.test(text) ? { kind: "aws-service", service: text } : { kind: "unparseable", text };
}

/** The source as a person would write it; undefined when the record names none. */
export function sourceText(source: Source): string | undefined {
  switch (source.kind) {
    case "public":
    case "private":
      return source.address;
    case "aws-service":
      return source.service;
    case "aws-internal":
      return "AWS Internal";
    case "unparseable":
      return source.text;
    case "absent":
      return undefined;
  }
}
