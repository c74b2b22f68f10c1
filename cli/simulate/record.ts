import type { Fields } from "@palisade/engine/events/fields";
import type { Origin, Stage } from "./stage";

/** One call, before it is written down. */
export interface Call {
  /** Minutes after the stage's start. */
  readonly minute: number;
  readonly who: Fields;
  readonly from: Origin;
  readonly name: string;
  readonly parameters: Fields;
  readonly response?: Fields;
  readonly additional?: Fields;
  readonly error?: { readonly code: string; readonly message: string };
  readonly userAgent?: string;
  readonly readOnly?: boolean;
}

export interface ManagementCall extends Call {
  /** `iam` for `iam.amazonaws.com` */
  readonly service: string;
  /** The stage's unless said. */
  readonly region?: string;
}

export interface ObjectCall extends Omit<Call, "parameters"> {
  /** The protected bucket unless said. */
  readonly bucket?: string;
  readonly key?: string;
  readonly parameters?: Fields;
  readonly bytesOut?: number;
  readonly bytesIn?: number;
  /** Beside the called bucket and object. */
  readonly resources?: readonly Fields[];
  /** Account that owns the called bucket; the own one unless said. */
  readonly owner?: string;
}

const USER_AGENT = "[aws-cli/2.22.0 md/awscrt#0.23.1 ua/2.0 os/linux#6.1 md/arch#x86_64 lang/python#3.12]";

/** A management call as CloudTrail logs it. */
export function managementRecord(stage: Stage, { service, region, ...call }: ManagementCall): Fields {
  return {
    ...headOf(stage, call),
    eventSource: `${service}.amazonaws.com`,
    awsRegion: region ?? stage.region,
    requestParameters: call.parameters,
    responseElements: call.response ?? null,
    ...(call.additional && { additionalEventData: call.additional }),
    managementEvent: true,
    eventCategory: "Management",
  };
}

/** A call for an object as CloudTrail logs it among the data events. */
export function objectRecord(stage: Stage, { bucket = stage.bucket, key, owner, ...call }: ObjectCall): Fields {
  const arn = `arn:${stage.partition}:s3:::${bucket}`;
  const host = `${bucket}.s3.${stage.region}.amazonaws.com`;
  return {
    ...headOf(stage, call),
    eventSource: "s3.amazonaws.com",
    awsRegion: stage.region,
    requestParameters: { bucketName: bucket, Host: host, ...(key !== undefined && { key }), ...call.parameters },
    responseElements: call.response ?? null,
    additionalEventData: {
      SignatureVersion: "SigV4",
      CipherSuite: "TLS_AES_128_GCM_SHA256",
      bytesTransferredIn: call.bytesIn ?? 0,
      AuthenticationMethod: "AuthHeader",
      "x-amz-id-2": `${stage.random.hex(16)}Example=`,
      bytesTransferredOut: call.bytesOut ?? 0,
      ...call.additional,
    },
    resources: [
      ...(key === undefined ? [] : [{ type: "AWS::S3::Object", ARN: `${arn}/${key}` }]),
      { accountId: owner ?? stage.account, type: "AWS::S3::Bucket", ARN: arn },
      ...(call.resources ?? []),
    ],
    managementEvent: false,
    eventCategory: "Data",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: host,
    },
  };
}

/** A sign-in to the console, which has an event type of its own. */
export function signInRecord(stage: Stage, call: Call & { readonly mfa: boolean }): Fields {
  return {
    ...headOf(stage, call),
    eventSource: "signin.amazonaws.com",
    // Sign-ins at the global endpoint are recorded here wherever the person goes on to.
    awsRegion: "us-east-1",
    requestParameters: null,
    responseElements: { ConsoleLogin: call.error ? "Failure" : "Success" },
    additionalEventData: {
      LoginTo: "https://console.aws.amazon.com/console/home",
      MobileVersion: "No",
      MFAUsed: call.mfa ? "Yes" : "No",
    },
    eventType: "AwsConsoleSignIn",
    managementEvent: true,
    eventCategory: "Management",
  };
}

function headOf(
  stage: Stage,
  { minute, who, from, name, error, userAgent, readOnly }: Omit<Call, "parameters">,
): Fields {
  return {
    eventVersion: "1.11",
    userIdentity: who,
    eventTime: new Date(stage.start + minute * 60_000).toISOString().replace(/\.\d+Z$/, "Z"),
    eventName: name,
    ...from,
    userAgent: userAgent ?? USER_AGENT,
    ...(error && { errorCode: error.code, errorMessage: error.message }),
    requestID: stage.random.hex(16).toUpperCase(),
    eventID: uuid(stage),
    readOnly: readOnly ?? /^(Get|List|Head|Describe)/.test(name),
    eventType: "AwsApiCall",
    recipientAccountId: stage.account,
  };
}

function uuid({ random }: Stage): string {
  return [random.hex(8), random.hex(4), `4${random.hex(3)}`, `8${random.hex(3)}`, random.hex(12)].join("-");
}
